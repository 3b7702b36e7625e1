package io.registrysidecar.e2e.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The program on the command line.
 *
 * @param state the directory in which it keeps its keys and what it knows
 */
public record SidecarCommand(Path state) {

  /** Runs one command. */
  public Command.Result run(String... words) throws Exception {
    return run(Map.of(), words);
  }

  /** Runs one command with variables in its environment. */
  public Command.Result run(Map<String, String> variables, String... words) throws Exception {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("SIDECAR_STATE", state.toString());
    List<String> all = new ArrayList<>(List.of(Project.launcher()));
    all.addAll(List.of(words));
    return Command.run(environment, all);
  }

  /** Scans an image with the sample of the advisories, and attaches what comes of it. */
  public void attachResults(String image) throws Exception {
    String database = SidecarProcess.database().toString();
    run("scan", "--quiet", "--attach", "--db", database, image).ok();
  }
}
