package io.registrysidecar.inventory.lock;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.registrysidecar.inventory.BoundedJson;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Swift's {@code Package.resolved}, of format 1 to 3: pins with a repository and a version. */
final class PackageResolved implements LockFormat {

  private static final String GIT = ".git";

  @Override
  public String fileName() {
    return "Package.resolved";
  }

  @Override
  public void read(InputStream content, EvidenceSink found) throws MalformedEvidence, IOException {
    BoundedJson.read(content, parser -> document(parser, found));
  }

  private static void document(JsonParser parser, EvidenceSink found)
      throws IOException, MalformedEvidence {
    BoundedJson.members(
        parser,
        (key, value) -> {
          if (key.equals("object")) {
            document(value, found);
          } else if (key.equals("pins") && value.currentToken() == JsonToken.START_ARRAY) {
            for (int i = 0; value.nextToken() != JsonToken.END_ARRAY; i++) {
              if (i < MOST) {
                pin(value, found);
              } else {
                value.skipChildren();
              }
            }
          }
        });
  }

  private static void pin(JsonParser parser, EvidenceSink found)
      throws IOException, MalformedEvidence {
    @Nullable String[] stated = new @Nullable String[2];
    BoundedJson.members(
        parser,
        (key, value) -> {
          if (key.equals("location") || key.equals("repositoryURL")) {
            stated[0] = BoundedJson.text(value);
          } else if (key.equals("state")) {
            BoundedJson.members(
                value,
                (member, each) -> {
                  if (member.equals("version")) {
                    stated[1] = BoundedJson.text(each);
                  }
                });
          }
        });
    String location = stated[0];
    String version = stated[1];
    if (location != null && version != null) {
      tell(location, version, found);
    }
  }

  /** {@code https://host/owner/name.git} or {@code git@host:owner/name.git}. */
  private static void tell(String location, String version, EvidenceSink found) {
    int scheme = location.indexOf("://");
    String path = scheme < 0 ? location.replace(':', '/') : location.substring(scheme + 3);
    path = path.substring(path.indexOf('@') + 1);
    if (path.endsWith(GIT)) {
      path = path.substring(0, path.length() - GIT.length());
    }
    int slash = path.lastIndexOf('/');
    if (slash > 0 && slash < path.length() - 1) {
      found.found(
          PackageFact.of("swift", path.substring(0, slash), path.substring(slash + 1), version));
    }
  }
}
