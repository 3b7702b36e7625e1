package io.registrysidecar.demo;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import io.registrysidecar.oci.Digest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small image in which everything that is vulnerable is really there: Debian packages of 2023,
 * and Log4j 2.14.1.
 */
public final class DemoImage {

  private static final Instant CREATED = Instant.parse("2023-06-10T00:00:00Z");

  private final Path work;

  /** Builds in {@code work}, an existing directory that may be removed afterwards. */
  public DemoImage(Path work) {
    this.work = work;
  }

  /**
   * Builds the image and pushes it over plain HTTP.
   *
   * @param reference where to, such as {@code 127.0.0.1:5000/demo/shop:1.0}
   * @return the digest of its manifest
   * @throws IOException if the registry does not take it, or the directory cannot be written
   */
  public Digest push(String reference) throws IOException, InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      JibContainer pushed =
          Jib.fromScratch()
              .setFormat(ImageFormat.OCI)
              .setCreationTime(CREATED)
              .addFileEntriesLayer(debian())
              .addFileEntriesLayer(application())
              .setEntrypoint("java", "-cp", "/app/lib/*", "shop.Main")
              .addLabel("org.opencontainers.image.title", "A shop, for demonstration")
              .containerize(
                  Containerizer.to(RegistryImage.named(ImageReference.parse(reference)))
                      .setAllowInsecureRegistries(true)
                      .setApplicationLayersCache(work.resolve("layers"))
                      .setBaseImageLayersCache(work.resolve("base"))
                      .setExecutorService(threads)
                      .setToolName("registry-sidecar-demo"));
      return new Digest(Digest.Algorithm.SHA256, pushed.getDigest().getHash());
    } catch (InvalidImageReferenceException e) {
      throw new IllegalArgumentException("not a reference: " + reference, e);
    } catch (RegistryException | CacheDirectoryCreationException | ExecutionException e) {
      throw new IOException("push " + reference + ": " + e.getMessage(), e);
    }
  }

  private FileEntriesLayer debian() throws IOException {
    return FileEntriesLayer.builder()
        .setName("debian")
        .addEntry(resource("image/os-release"), AbsoluteUnixPath.get("/etc/os-release"))
        .addEntry(resource("image/dpkg-status"), AbsoluteUnixPath.get("/var/lib/dpkg/status"))
        .build();
  }

  private FileEntriesLayer application() throws IOException {
    return FileEntriesLayer.builder()
        .setName("application")
        .addEntry(
            resource("log4j-core-2.14.1.data"),
            AbsoluteUnixPath.get("/app/lib/log4j-core-2.14.1.jar"))
        .build();
  }

  /** A resource as a file, since jib reads files only. */
  private Path resource(String name) throws IOException {
    Path file = work.resolve(name.replace('/', '-'));
    try (InputStream in = DemoImage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException("this build lacks " + name + "; build it again with Maven");
      }
      Files.copy(in, file);
    }
    return file;
  }
}
