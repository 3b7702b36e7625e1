package io.registrysidecar.inventory.nuget;

import static io.registrysidecar.testing.Contents.file;
import static io.registrysidecar.testing.Evidence.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.registrysidecar.testing.Evidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DepsDetectorTest {

  @Test
  void packagesWithFilesAreThere() {
    Evidence evidence =
        Evidence.of(
            new DepsDetector(),
            file(
                "opt/pythonnet/runtime/Python.Runtime.deps.json",
                resource("/inventory/nuget/Python.Runtime.deps.json")));

    assertThat(evidence.names())
        .as("without the project itself, and without a tool of the build")
        .containsExactly(
            "Microsoft.CSharp 4.7.0",
            "System.Buffers 4.6.1",
            "System.IO.Hashing 10.0.12",
            "System.Memory 4.6.3",
            "System.Numerics.Vectors 4.6.1",
            "System.Reflection.Emit 4.7.0",
            "System.Reflection.Emit.ILGeneration 4.7.0",
            "System.Runtime.CompilerServices.Unsafe 6.1.2");
    assertThat(evidence.notes()).isEmpty();
  }

  @Test
  void aRuntimeThatCameAlongIsThere() {
    assertThat(
            read("""
            {"targets": {".NETCoreApp,Version=v8.0/linux-x64": {
               "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.1": {"runtime": {"a.dll": {}}},
               "Placeholder/1.0.0": {"runtime": {"lib/net8.0/_._": {}}},
               "Native/2.0.0": {"runtimeTargets": {"runtimes/linux/native/b.so": {"rid": "linux"}}}}},
             "libraries": {
               "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.1": {"type": "runtimepack"},
               "Placeholder/1.0.0": {"type": "package"},
               "Native/2.0.0": {"type": "package", "serviceable": true}}}
            """)
                .names())
        .containsExactly("Microsoft.NETCore.App.Runtime.linux-x64 8.0.1", "Native 2.0.0");
  }

  @Test
  void withoutTargetsEveryPackageCounts() {
    assertThat(read("{\"libraries\":{\"A/1.0.0\":{\"type\":\"package\"}}}").names())
        .containsExactly("A 1.0.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"libraries\":[]}",
        "{\"libraries\":{\"A\":{\"type\":\"package\"}}}",
        "{\"libraries\":{\"A/\":{\"type\":\"package\"},\"/1\":{\"type\":\"package\"}}}",
        "{\"libraries\":{\"A/1\":{\"type\":7}},\"targets\":[{}]}",
        "{\"libraries\":{\"A/1\":7},\"targets\":{\"x\":{\"A/1\":{\"runtime\":7}}}}",
      })
  void whatNamesNoPackageTellsNothing(String json) {
    Evidence evidence = read(json);

    assertThat(evidence.facts()).isEmpty();
    assertThat(evidence.notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "7", "[]", "<html>", "{\"libraries\":{\"A/1\":{\"type\":\"pack"})
  void whatIsNoJsonObjectIsBroken(String content) {
    assertThat(read(content).codes()).containsExactly("evidence-malformed");
  }

  @Test
  void depthIsBounded() {
    assertThat(read("{\"targets\":".repeat(100_000)).codes()).containsExactly("evidence-malformed");
  }

  private static Evidence read(String json) {
    return Evidence.of(new DepsDetector(), file("srv/app.deps.json", json));
  }
}
