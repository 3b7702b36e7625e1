package io.registrysidecar.scan;

import io.registrysidecar.advisory.Finding;
import io.registrysidecar.advisory.NoDatabase;
import io.registrysidecar.inventory.Component;
import io.registrysidecar.inventory.Inventory;
import io.registrysidecar.oci.Platform;
import io.registrysidecar.schema.AdvisoriesInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known to be wrong with software, at one moment. May be used by many threads at once. */
public interface Knowledge {

  /** Nothing is known: no database was loaded. */
  Knowledge NOTHING =
      new Knowledge() {
        @Override
        public String version() {
          return "";
        }

        @Override
        public Judgement judge(Inventory inventory, @Nullable Platform platform) {
          return new Judgement(AdvisoriesInfo.none(), List.of(), List.of(NoDatabase.NOTE));
        }

        @Override
        public List<Finding> judge(Component component) {
          return List.of();
        }
      };

  /** Equal for equal knowledge; empty when there is none. */
  String version();

  /**
   * Compares what is installed with what is known. Computes: not on a virtual thread.
   *
   * @param platform what the image runs on, or null when not known
   * @throws UnusableKnowledge if what is known cannot be read
   */
  Judgement judge(Inventory inventory, @Nullable Platform platform) throws UnusableKnowledge;

  /**
   * What is wrong with a component by itself, whatever else is installed and on whatever platform
   * of Linux: the same for every image that has it. Computes, as above.
   *
   * @throws UnusableKnowledge if what is known cannot be read
   */
  List<Finding> judge(Component component) throws UnusableKnowledge;
}
