package io.registrysidecar.oci.client;

import io.registrysidecar.oci.Descriptor;
import io.registrysidecar.oci.client.http.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An open answer with bytes of a blob, its stream standing at a wanted position.
 *
 * @param answer to be closed when the bytes are no longer needed
 * @param bytes the blob's bytes from the wanted position on
 */
record BlobPart(Answer answer, InputStream bytes) implements AutoCloseable {

  /** Where a part of which blob is wanted; {@code etag} is that of an earlier part, or null. */
  record Wanted(Target target, Descriptor blob, long position, @Nullable String etag) {}

  /**
   * Opens the rest of a blob from a position on. A registry that ignores ranges is read from the
   * start, and the bytes before the position are thrown away.
   */
  static BlobPart open(Caller caller, Wanted wanted) throws RegistryException {
    return caller.repeat(() -> once(caller, wanted));
  }

  /** The entity tag, to recognise the same bytes by. */
  Optional<String> etag() {
    return answer.header("etag");
  }

  @Override
  public void close() {
    answer.close();
  }

  private static BlobPart once(Caller caller, Wanted wanted) throws RegistryException {
    BlobGet whole = BlobGet.whole(wanted.target(), wanted.blob().digest());
    if (wanted.position() == 0) {
      return at(caller.open(whole), wanted, whole.action());
    }
    BlobGet rest =
        new BlobGet(
            wanted.target(),
            wanted.blob().digest(),
            wanted.position(),
            OptionalLong.empty(),
            wanted.etag());
    try {
      Answer answer = caller.open(rest);
      if (continues(answer, wanted)) {
        return at(answer, wanted, rest.action());
      }
      answer.close();
      return at(caller.open(whole), wanted, whole.action());
    } catch (RegistryException e) {
      boolean rangeRejected = e.failure() instanceof RegistryFailure.Rejected;
      if (!rangeRejected) {
        throw e;
      }
      return at(caller.open(whole), wanted, whole.action());
    }
  }

  /** Whether these are the bytes behind those read before; some servers ignore the condition. */
  private static boolean continues(Answer answer, Wanted wanted) {
    return answer.status() != 206
        || wanted.etag() == null
        || answer.header("etag").map(wanted.etag()::equals).orElse(true);
  }

  private static BlobPart at(Answer answer, Wanted wanted, String action) throws RegistryException {
    boolean kept = false;
    try {
      InputStream bytes = decoded(answer, wanted.blob(), action);
      bytes.skipNBytes(wanted.position() - start(answer, wanted, action));
      kept = true;
      return new BlobPart(answer, bytes);
    } catch (IOException e) {
      throw new RegistryException(
          new RegistryFailure.Unreachable(action, Printable.of(String.valueOf(e.getMessage()))), e);
    } finally {
      if (!kept) {
        answer.close();
      }
    }
  }

  private static long start(Answer answer, Wanted wanted, String action) throws RegistryException {
    if (answer.status() != 206) {
      return 0;
    }
    long start = ContentRange.start(answer.header("content-range")).orElse(-1);
    if (start < 0 || start > wanted.position()) {
      throw new RegistryException(
          new RegistryFailure.Rejected(action, 206, "another part than the one asked for"));
    }
    return start;
  }

  /**
   * The blob's own bytes. Some servers label a layer, which is gzip by itself, as compressed for
   * transport; others really compress although asked not to. When the announced length is that of
   * the blob, the label is wrong. The digest decides in the end.
   */
  private static InputStream decoded(Answer answer, Descriptor blob, String action)
      throws IOException, RegistryException {
    String encoding = answer.header("content-encoding").orElse("identity").toLowerCase(Locale.ROOT);
    OptionalLong length = answer.contentLength();
    boolean whole = answer.status() == 200;
    boolean asPromised = length.orElse(-1) == blob.size();
    boolean compressed = encoding.equals("gzip") || encoding.equals("x-gzip");
    if (!compressed && !encoding.equals("identity")) {
      throw new RegistryException(
          new RegistryFailure.Unsupported(
              action, "the registry encodes it as " + Printable.of(encoding)));
    }
    if (compressed) {
      return whole && !asPromised ? new Unpacking(answer.stream()) : answer.stream();
    }
    if (whole && length.isPresent() && !asPromised) {
      throw new RegistryException(
          new RegistryFailure.NotWhatWasPromised(
              action, blob.digest(), length.getAsLong() + " bytes instead of " + blob.size()));
    }
    return answer.stream();
  }

  /** Says that it may have to be waited for; the usual one says the opposite. */
  private static final class Unpacking extends GZIPInputStream {
    Unpacking(InputStream packed) throws IOException {
      super(packed);
    }

    @Override
    public int available() {
      return 0;
    }
  }
}
