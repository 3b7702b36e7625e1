package io.registrysidecar.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every kind of rule, by the field that holds its conditions. */
final class RuleKinds {

  /** How a rule of one kind is read. */
  interface Reader {

    /** The rule; null when its fields tell of none, which was said already. */
    @Nullable Rule read(Fields fields);
  }

  static final Map<String, Reader> ALL = all();

  private RuleKinds() {}

  private static Map<String, Reader> all() {
    Map<String, Reader> all = new LinkedHashMap<>();
    all.put(VulnerabilityRule.KIND, VulnerabilityRule::read);
    all.put(MalwareRule.KIND, _ -> new MalwareRule());
    all.put(EndOfLifeRule.KIND, EndOfLifeRule::read);
    all.put(AgeRule.KIND, AgeRule::read);
    all.put(CoverageRule.KIND, CoverageRule::read);
    all.put(SignatureRule.KIND, SignatureRule::read);
    all.put(BuilderRule.KIND, BuilderRule::read);
    all.put(BaseImageRule.KIND, BaseImageRule::read);
    all.put(RegistryRule.KIND, RegistryRule::read);
    all.put(LicenseRule.KIND, LicenseRule::read);
    all.put(PackageRule.KIND, PackageRule::read);
    all.put(ComplianceRule.KIND, ComplianceRule::read);
    all.put(SecretRule.KIND, _ -> new SecretRule());
    all.put(SetUidRule.KIND, SetUidRule::read);
    all.put(ExpressionRule.KIND, ExpressionRule::read);
    return all;
  }
}
