package io.registrysidecar.oci.client.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeTest {

  private static final Scope PULL = Scope.repository("a/b", "pull");

  @Test
  void theOrderOfActionsDoesNotMatter() {
    assertThat(new Scope("repository:a/b:push,pull"))
        .isEqualTo(Scope.repository("a/b", "pull", "push"));
  }

  @Test
  void aNameMayContainAPort() {
    assertThat(Scope.parse("repository:host:5000/a:push,pull registry:catalog:*"))
        .containsExactly(new Scope("repository:host:5000/a:pull,push"), Scope.CATALOG);
  }

  @Test
  void whatTheRegistryAskedForComesFirstAndCoversWhatItCovers() {
    List<Scope> asked = Scope.parse("repository:a/b:push,pull");

    assertThat(Scope.union(asked, PULL)).isEqualTo(asked);
    assertThat(Scope.union(asked, Scope.repository("a/b", "delete")))
        .containsExactly(asked.getFirst(), Scope.repository("a/b", "delete"));
    assertThat(Scope.union(Scope.parse("repository:a/b:*"), PULL)).hasSize(1);
    assertThat(Scope.union(List.of(), PULL)).containsExactly(PULL);
  }

  @Test
  void aStrangeScopeIsKeptAsItIs() {
    assertThat(Scope.union(Scope.parse("a,a"), PULL)).containsExactly(new Scope("a,a"), PULL);
  }
}
