package io.registrysidecar.e2e.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.registrysidecar.demo.InMemoryRegistry;
import io.registrysidecar.demo.RegistryOptions;
import io.registrysidecar.e2e.harness.LayoutBuilder;
import io.registrysidecar.e2e.harness.Project;
import io.registrysidecar.image.ImageSource;
import io.registrysidecar.image.LocalImages;
import io.registrysidecar.image.RegistryImageSource;
import io.registrysidecar.oci.ManifestKey;
import io.registrysidecar.oci.Reference;
import io.registrysidecar.oci.RepositoryName;
import io.registrysidecar.oci.client.DistributionClient;
import io.registrysidecar.oci.client.DistributionClients;
import io.registrysidecar.oci.client.RegistryAccess;
import io.registrysidecar.oci.client.SubjectLock;
import io.registrysidecar.scan.Place;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Images that take long at one stage each. */
final class InterruptStages implements AutoCloseable {

  private static final RepositoryName REPOSITORY = new RepositoryName("bench/image");
  private static final int MEGABYTE = 1 << 20;

  private final Path folder;
  private final Random random = new Random(1);
  private final Vertx vertx = Vertx.vertx();
  private final InMemoryRegistry registry;
  private final DistributionClient client;
  private volatile boolean stallsReads;
  private volatile boolean stallsWrites;

  InterruptStages(Path folder) throws IOException {
    this.folder = folder;
    this.registry =
        InMemoryRegistry.start(
            vertx,
            RegistryOptions.DEFAULT.with((request, answer, response) -> {
              boolean blob = request.path().contains("/blobs/");
              if (stallsReads && blob && request.method().equals("GET")) {
                // The configuration is small and comes; of a layer there is only a beginning.
                var whole = answer.apply(request);
                if (whole.body().length < 10_000) {
                  whole.writeTo(request, response);
                } else {
                  response
                      .setChunked(true)
                      .write(Buffer.buffer(Arrays.copyOf(whole.body(), 5_000)));
                }
              } else if (!stallsWrites || request.isRead()) {
                answer.apply(request).writeTo(request, response);
              }
            }));
    this.client =
        new DistributionClients(vertx, "bench", SubjectLock.inProcess())
            .open(RegistryAccess.of(registry.url()));
  }

  /**
   * Where a scan is interrupted.
   *
   * @param name for people
   * @param marker part of the class or method that is on some stack then
   * @param opening gives the image
   * @param attach where results are written
   * @param isCrowded whether another scan of the same computes at the same time
   */
  record Stage(
      String name, String marker, Opening opening, Optional<Place> attach, boolean isCrowded) {}

  /** Another image that takes long. */
  Opening crowd() throws Exception {
    byte[] noise = new byte[60 * MEGABYTE];
    random.nextBytes(noise);
    LayoutBuilder.Layout other = layout("other", Map.of("opt/other", noise));
    return () -> LocalImages.open("oci:" + other.folder()).orElseThrow();
  }

  /** Opens an image. */
  interface Opening {
    ImageSource open() throws Exception;
  }

  List<Stage> all() throws Exception {
    byte[] noise = new byte[60 * MEGABYTE];
    random.nextBytes(noise);
    LayoutBuilder.Layout unwanted = layout("unwanted", Map.of("opt/data", noise));
    Opening fromRegistry =
        pushed(layout("small", Map.of("opt/data", Arrays.copyOf(noise, MEGABYTE))));
    return List.of(
        new Stage(
            "waiting for the network",
            "BodyStream.await",
            stalled(fromRegistry),
            Optional.empty(),
            false),
        local("inflating a large file that nobody wants", "Inflation.inflate", unwanted, false),
        local("waiting for a turn", "Turns$Ticket.await", unwanted, true),
        local("in the entries of a tar", "TarReader.next", layout("entries", entries()), false),
        local("in a detector on a large file", "DpkgDetector", layout("status", packages()), false),
        local(
            "in a Java archive", "ArchiveWalk", layout("jar", Map.of("opt/app.jar", jar())), false),
        local(
            "in an rpm database",
            "inventory.rpm.",
            layout("rpm", Map.of("usr/lib/sysimage/rpm/rpmdb.sqlite", rpm())),
            false),
        local("matching", "Matcher", layout("packages", packages()), false),
        new Stage(
            "waiting for the registry while publishing",
            "Publisher.publish",
            refusing(fromRegistry),
            Optional.of(new Place("bench", REPOSITORY, client)),
            false));
  }

  @Override
  public void close() {
    client.close();
    registry.close();
    vertx.close().await();
  }

  private static Stage local(
      String name, String marker, LayoutBuilder.Layout layout, boolean crowded) {
    return new Stage(
        name,
        marker,
        () -> LocalImages.open("oci:" + layout.folder()).orElseThrow(),
        Optional.empty(),
        crowded);
  }

  private Opening stalled(Opening opening) {
    return () -> {
      stallsReads = true;
      stallsWrites = false;
      return opening.open();
    };
  }

  private Opening refusing(Opening opening) {
    return () -> {
      stallsReads = false;
      stallsWrites = true;
      return opening.open();
    };
  }

  private LayoutBuilder.Layout layout(String name, Map<String, byte[]> files) throws IOException {
    Map<String, byte[]> all = new TreeMap<>(files);
    all.put("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n".getBytes(UTF_8));
    return LayoutBuilder.image().layer(all).write(folder.resolve(name));
  }

  private Opening pushed(LayoutBuilder.Layout layout) throws Exception {
    Path blobs = layout.folder().resolve("blobs/sha256");
    byte[] manifest = new byte[0];
    try (var files = Files.list(blobs)) {
      for (Path file : files.toList()) {
        byte[] content = Files.readAllBytes(file);
        if (layout.digest().endsWith(file.getFileName().toString())) {
          manifest = content;
        } else {
          client.pushBlob(REPOSITORY, content);
        }
      }
    }
    ManifestKey.Tag tag = new ManifestKey.Tag("1");
    var _ =
        client.pushManifest(
            REPOSITORY, tag, "application/vnd.oci.image.manifest.v1+json", manifest);
    Reference reference = Reference.parse(registry.url().getAuthority() + "/" + REPOSITORY + ":1");
    return () -> new RegistryImageSource(client, reference);
  }

  private static Map<String, byte[]> entries() {
    Map<String, byte[]> entries = new TreeMap<>();
    for (int i = 0; i < 100_000; i++) {
      entries.put("usr/share/doc/" + i / 1000 + "/" + i, new byte[0]);
    }
    return entries;
  }

  private static byte[] jar() throws IOException {
    byte[] inner =
        zip(zip -> {
          zip.putNextEntry(new ZipEntry("META-INF/maven/g/a/pom.properties"));
          zip.write("groupId=g\nartifactId=a\nversion=1\n".getBytes(UTF_8));
          for (int i = 0; i < 3000; i++) {
            zip.putNextEntry(new ZipEntry("g/Class" + i + ".class"));
          }
        });
    return zip(zip -> {
      for (int i = 0; i < 300; i++) {
        zip.putNextEntry(new ZipEntry("lib/a" + i + ".jar"));
        zip.write(inner);
      }
    });
  }

  private static byte[] zip(Filling filling) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      filling.fill(zip);
    }
    return bytes.toByteArray();
  }

  private interface Filling {
    void fill(ZipOutputStream zip) throws IOException;
  }

  /** The packages of a real database, many times. */
  private byte[] rpm() throws IOException, SQLException {
    Path sample =
        Project.root().resolve("registry-sidecar/src/test/resources/inventory/rpm/rpmdb.sqlite.gz");
    Path file = folder.resolve("rpmdb.sqlite");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(sample))) {
      Files.copy(in, file);
    }
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = database.createStatement()) {
      statement.execute("PRAGMA journal_mode = DELETE");
      while (Files.size(file) < 40L * MEGABYTE) {
        statement.executeUpdate("INSERT INTO Packages (blob) SELECT blob FROM Packages");
      }
    }
    return Files.readAllBytes(file);
  }

  private static Map<String, byte[]> packages() {
    StringBuilder status = new StringBuilder();
    for (int i = 0; i < 50_000; i++) {
      status.append("Package: package").append(i).append("\nStatus: install ok installed\n");
      status.append("Architecture: amd64\nVersion: 1.").append(i).append("-1\n\n");
    }
    return Map.of("var/lib/dpkg/status", status.toString().getBytes(UTF_8));
  }
}
