package io.registrysidecar.sign.notary.trust;

import io.registrysidecar.sign.notary.trust.PolicyJson.Members;
import io.registrysidecar.sign.notary.trust.PolicyJson.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a trust policy document and keeps the rules that concern all of its statements. */
final class TrustPolicyReader {

  private static final int MOST_STATEMENTS = 10_000;

  private final Set<String> names = new HashSet<>();
  private final Set<String> scopes = new HashSet<>();

  private TrustPolicyReader() {}

  static TrustPolicy read(String file, byte[] content) throws TrustPolicyException {
    Value document = PolicyJson.read(file, content);
    Members members = document.members("version", "trustPolicies");
    Value version = members.required("version");
    if (!version.text().equals("1.0")) {
      throw version.place().wrong("only version 1.0 is known, not " + version.text());
    }
    Value list = members.required("trustPolicies");
    List<Value> written = list.list();
    if (written.isEmpty() || written.size() > MOST_STATEMENTS) {
      throw list.place().wrong("has between 1 and %d statements".formatted(MOST_STATEMENTS));
    }
    TrustPolicyReader reader = new TrustPolicyReader();
    List<TrustStatement> statements = new ArrayList<>();
    for (Value each : written) {
      statements.add(reader.statement(each));
    }
    return new TrustPolicy(statements);
  }

  private TrustStatement statement(Value value) throws TrustPolicyException {
    Members members =
        value.members(
            "name", "registryScopes", "signatureVerification", "trustStores", "trustedIdentities");
    Value name = members.required("name");
    if (!names.add(name.text())) {
      throw name.place().wrong("another statement has the name " + name.text());
    }
    Set<String> here = scopes(members.required("registryScopes"));
    var verification = VerificationReader.read(members.required("signatureVerification"));
    if (verification.level().skips()) {
      for (String unwanted : List.of("trustStores", "trustedIdentities")) {
        if (!members.list(unwanted).isEmpty()) {
          throw members.required(unwanted).place().wrong("has no meaning at the level skip");
        }
      }
      return new TrustStatement(
          name.text(), here, verification.level(), verification.timestamps(), List.of(), List.of());
    }
    return new TrustStatement(
        name.text(),
        here,
        verification.level(),
        verification.timestamps(),
        TrustReader.stores(members.required("trustStores")),
        TrustReader.identities(members.required("trustedIdentities")));
  }

  private Set<String> scopes(Value value) throws TrustPolicyException {
    List<Value> list = value.list();
    if (list.isEmpty()) {
      throw value.place().wrong("names no repository; write * for all");
    }
    Set<String> here = new HashSet<>();
    for (Value each : list) {
      String scope = each.text();
      if (scope.equals(TrustStatement.EVERYTHING)) {
        if (list.size() > 1) {
          throw each.place().wrong("* stands alone");
        }
      } else if (!RegistryScope.isValid(scope)) {
        throw each.place()
            .wrong(
                "\"%s\" is not host[:port]/repository without tag, digest and wildcard"
                    .formatted(scope));
      }
      if (!scopes.add(scope)) {
        throw each.place().wrong("the scope " + scope + " is written twice");
      }
      here.add(scope);
    }
    return here;
  }
}
