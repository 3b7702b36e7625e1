package io.registrysidecar.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TransitionsTest {

  @Test
  void theTableHasEveryState() {
    assertThat(Transitions.states()).isEqualTo(leaves(ScanState.class));
  }

  @Test
  void aStateMayBeFollowedByThoseOfTheTable() {
    var waiting = new ScanState.Waiting("the registry is away", null);

    assertThat(Transitions.checked(new ScanState.Resolve(), waiting)).isEqualTo(waiting);
  }

  @Test
  void nothingFollowsAnEnd() {
    var gone = new ScanState.Gone("deleted");

    assertThatThrownBy(() -> Transitions.checked(gone, new ScanState.Resolve()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Resolve may not follow Gone");
  }

  private static Set<Class<?>> leaves(Class<?> type) {
    if (!type.isSealed()) {
      return Set.of(type);
    }
    Set<Class<?>> leaves = new HashSet<>();
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      leaves.addAll(leaves(permitted));
    }
    return leaves;
  }
}
