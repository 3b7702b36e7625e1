package io.registrysidecar.inventory.rubygems;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.Relations;
import io.registrysidecar.testing.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GemDetectorTest {

  private static final String DIRECTORY = "usr/lib/ruby/gems/3.1.0/specifications/";

  @ParameterizedTest
  @ValueSource(strings = {"bigdecimal-3.1.1", "json-2.6.1", "webrick-1.8.1"})
  void whatRubyGemsWritesIsRead(String gem) {
    Evidence evidence =
        Evidence.of(
            new GemDetector(),
            file(
                DIRECTORY + gem + ".gemspec", resource("/inventory/rubygems/" + gem + ".gemspec")));

    assertThat(evidence.names()).containsExactly(gem.replace('-', ' '));
    assertThat(evidence.facts().getFirst().licenses()).startsWith("Ruby");
    assertThat(evidence.notes()).isEmpty();
  }

  @Test
  void aGemNeedsWhatItRunsWith() {
    assertThat(
            Evidence.of(
                    new GemDetector(),
                    file(
                        DIRECTORY + "sinatra-3.0.5.gemspec",
                        resource("/inventory/rubygems/sinatra-3.0.5.gemspec")))
                .facts()
                .getFirst()
                .relations())
        .isEqualTo(Relations.needing(List.of("mustermann", "rack", "rack-protection", "tilt")));
    assertThat(
            read("# stub: a 1 ruby lib\n  s.add_dependency(\"b\".freeze, [\">= 0\"])\n")
                .facts()
                .getFirst()
                .relations())
        .isEqualTo(Relations.needing(List.of("b")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usr/lib/ruby/gems/3.1.0/specifications/a-1.gemspec",
        "usr/lib/ruby/gems/3.1.0/specifications/default/a-1.gemspec",
        "usr/share/rubygems-integration/all/specifications/a-1.gemspec",
        "app/vendor/bundle/ruby/3.2.0/specifications/a-1.gemspec",
        "specifications/a-1.gemspec",
      })
  void specificationsAreOfInstalledGems(String path) {
    assertThat(read(path, "# stub: a 1 ruby lib\n").names()).containsExactly("a 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usr/lib/ruby/gems/3.1.0/gems/a-1/a.gemspec",
        "usr/lib/ruby/gems/3.1.0/specifications/a-1.rb",
        "usr/lib/myspecifications/a-1.gemspec",
        "srv/default/a-1.gemspec",
        "a.gemspec",
      })
  void otherSpecificationsAreSources(String path) {
    assertThat(read(path, "# stub: a 1 ruby lib\n").names()).isEmpty();
  }

  @Test
  void aGemThatBundlerTookFromARepositoryIsInstalled() {
    String path = "app/vendor/bundle/ruby/3.1.0/bundler/gems/gitty-d5d0e55a8318/gitty.gemspec";
    Evidence evidence =
        Evidence.of(new GemDetector(), file(path, resource("/inventory/rubygems/gitty.gemspec")));

    assertThat(evidence.facts())
        .containsExactly(
            PackageFact.of("gem", null, "gitty", "3.1.4")
                .licensed(List.of("BSD-2-Clause"))
                .with(Relations.needing(List.of("alpha"))));
    assertThat(read(path, "Gem::Specification.new do |s|\n s.version = V\nend\n").files())
        .isEmpty();
  }

  @Test
  void aPlatformIsNoPartOfTheVersion() {
    assertThat(read("# stub: nokogiri 1.16.2 x86_64-linux lib\n").facts())
        .containsExactly(
            PackageFact.of("gem", null, "nokogiri", "1.16.2").ofArchitecture("x86_64-linux"));
  }

  @Test
  void withoutAStubTheAssignmentsTell() {
    assertThat(
            read("""
            Gem::Specification.new do |s|
              s.name = %q<rack>.freeze
              s.version = Gem::Version.new("2.2.6.4")
              s.license = 'MIT'
            end
            """)
                .facts())
        .containsExactly(PackageFact.of("gem", null, "rack", "2.2.6.4").licensed(List.of("MIT")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# stub: a\n",
        "# stub: \n",
        "Gem::Specification.new do |s|\n  s.name = \"a\"\n",
        "s.name = NAME\ns.version = VERSION\n",
        "\u0000\u0001\u0002",
        "<html>",
      })
  void withoutNameOrVersionItIsBroken(String content) {
    Evidence evidence = read(content);

    assertThat(evidence.facts()).isEmpty();
    assertThat(evidence.codes()).containsExactly("evidence-malformed");
  }

  @Test
  void whatIsTooLongIsNoName() {
    assertThat(read("# stub: " + "a".repeat(100_000) + " 1 ruby lib\n").codes())
        .containsExactly("evidence-malformed");
    assertThat(read("s.name = " + "\"".repeat(200_000)).codes())
        .containsExactly("evidence-malformed");
  }

  private static Evidence read(String content) {
    return read(DIRECTORY + "a-1.gemspec", content);
  }

  private static Evidence read(String path, String content) {
    return Evidence.of(new GemDetector(), file(path, content));
  }
}
