package io.registrysidecar.policy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.registrysidecar.schema.ReportWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A condition in the Common Expression Language. It sees the report and nothing else of the world,
 * cannot change anything, and is stopped when it takes too many steps. It is parsed and its types
 * are checked when the policy is read; members of the report have the type that they have in JSON,
 * which is known only when it is evaluated.
 */
final class Expression {

  private static final int LONGEST = 10_000;
  private static final int DEEPEST = 32;
  private static final int MOST_NODES = 2_000;
  private static final int MOST_ITERATIONS = 200_000;
  private static final int LARGEST_PATTERN = 1_000;

  private static final CelOptions LIMITS =
      CelOptions.current()
          .maxExpressionCodePointSize(LONGEST)
          .maxParseRecursionDepth(DEEPEST)
          .maxParseExpressionNodeCount(MOST_NODES)
          .enableHeterogeneousNumericComparisons(true)
          .comprehensionMaxIterations(MOST_ITERATIONS)
          .maxRegexProgramSize(LARGEST_PATTERN)
          .build();

  private static final MapType OBJECT = MapType.create(SimpleType.STRING, SimpleType.DYN);

  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(LIMITS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("report", OBJECT)
          .addVar("findings", ListType.create(OBJECT))
          .addVar("components", ListType.create(OBJECT))
          .addVar("signers", ListType.create(SimpleType.STRING))
          .addVar("now", SimpleType.TIMESTAMP)
          .setResultType(SimpleType.BOOL)
          .build();

  /** The one that does not convert a list anew each time that it is looked at. */
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(LIMITS).build();

  /** What else would have fitted is a list that nobody can read. */
  private static final Pattern CANDIDATES = Pattern.compile(" \\(candidates: .*", Pattern.DOTALL);

  private static final JsonMapper JSON = new JsonMapper();

  private static final Pattern SIGNERS = Pattern.compile("\\bsigners\\b");
  private static final Pattern NOW = Pattern.compile("\\bnow\\b");

  private final CelRuntime.Program program;
  private final boolean signers;
  private final boolean time;

  private Expression(CelRuntime.Program program, String source) {
    this.program = program;
    this.signers = SIGNERS.matcher(source).find();
    this.time = NOW.matcher(source).find();
  }

  /** Whether it names the signers, be it in a text. */
  boolean namesSigners() {
    return signers;
  }

  /** Whether it names the time, be it in a text. */
  boolean namesTime() {
    return time;
  }

  /** What an expression comes to. */
  sealed interface Value {

    /** It is true. */
    record True() implements Value {}

    /** It is false. */
    record False() implements Value {}

    /** It has no value: something that it needs is not there, or it takes too many steps. */
    record Undecided(String why) implements Value {}
  }

  /** An expression that cannot be used. The message says where in it, counted from 1. */
  static final class Malformed extends Exception {
    Malformed(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Reads an expression and checks its types.
   *
   * @throws Malformed if it is none, is too large, or is not true or false
   */
  static Expression compile(String source) throws Malformed {
    try {
      CelAbstractSyntaxTree tree = COMPILER.compile(source).getAst();
      return new Expression(RUNTIME.createProgram(tree), source);
    } catch (CelValidationException e) {
      throw new Malformed(
          e.getErrors().stream().map(Expression::text).collect(Collectors.joining("; ")), e);
    } catch (CelEvaluationException e) {
      throw new Malformed(String.valueOf(e.getMessage()), e);
    }
  }

  /** Evaluates it. */
  Value evaluate(Facts.Scanned facts) {
    try {
      return switch (program.eval(variables(facts))) {
        case Boolean truth when truth -> new Value.True();
        case Boolean _ -> new Value.False();
        case Object other ->
            new Value.Undecided(
                "it is neither true nor false but " + other.getClass().getSimpleName());
      };
    } catch (CelEvaluationException e) {
      return new Value.Undecided(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, Object> variables(Facts.Scanned facts) {
    Map<String, Object> report = json(facts);
    Map<String, Object> variables = new HashMap<>();
    variables.put("report", report);
    variables.put("findings", report.getOrDefault("findings", List.of()));
    variables.put("components", report.getOrDefault("components", List.of()));
    variables.put("now", Instant.ofEpochSecond(facts.now().getEpochSecond()));
    // Left out where signatures were not checked: an expression that asks is then undecided.
    if (facts.signatures() instanceof Signatures.Checked(List<SignedStatement> found, var _)) {
      variables.put("signers", found.stream().map(SignedStatement::signer).sorted().toList());
    }
    return variables;
  }

  private static Map<String, Object> json(Facts.Scanned facts) {
    try {
      return JSON.readValue(
          ReportWriter.compact(facts.report()), new TypeReference<Map<String, Object>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("a report is JSON", e);
    }
  }

  private static String text(CelIssue issue) {
    return "at "
        + issue.getSourceLocation().getLine()
        + ":"
        + (issue.getSourceLocation().getColumn() + 1)
        + " of the expression: "
        + CANDIDATES.matcher(issue.getMessage()).replaceFirst("").lines().findFirst().orElse("");
  }
}
