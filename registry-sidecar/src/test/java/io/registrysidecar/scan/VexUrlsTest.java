package io.registrysidecar.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.oci.Digest;
import io.registrysidecar.oci.client.http.Answer;
import io.registrysidecar.oci.client.http.HttpCall;
import io.registrysidecar.sign.SignatureForm;
import io.registrysidecar.sign.dsse.Statement;
import io.registrysidecar.sign.key.PublicKeys;
import io.registrysidecar.sign.sigstore.Bundle;
import io.registrysidecar.testing.SigningKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents on web servers: which are believed, and what servers may do. */
class VexUrlsTest {

  private static final URI ADDRESS = URI.create("https://vex.example/team.openvex.json");
  private static final String DOCUMENT =
      """
      {"@context":"https://openvex.dev/ns/v0.2.0","@id":"urn:doc","author":"Ada",
       "timestamp":"2026-01-01T00:00:00Z","statements":[{"vulnerability":{"name":"CVE-1"},
       "products":[{"@id":"pkg:oci/app"}],"status":"fixed"}]}
      """;

  @TempDir Path directory;

  private final AuthorKey author = new AuthorKey();
  private final StandingClock time = new StandingClock();
  private final Map<String, Supplier<Answer>> server = new LinkedHashMap<>();
  private final List<String> asked = new ArrayList<>();

  private VexUrls urls(boolean requireSignature) {
    var authors = SigningKeys.trusting("security.pub", author.publicKey(), time);
    return new VexUrls(
        List.of(ADDRESS),
        directory,
        _ -> this::send,
        new VexBelief(Optional.of(authors), requireSignature),
        time);
  }

  private Answer send(HttpCall call) throws IOException {
    asked.add(call.uri().toString());
    Supplier<Answer> answer = server.get(call.uri().toString());
    return answer == null ? answer(404, "", Map.of()) : answer.get();
  }

  private static Answer answer(int status, String body, Map<String, List<String>> headers) {
    return new Answer(
        ADDRESS, status, headers, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }

  private void serve(URI address, String content) {
    server.put(address.toString(), () -> answer(200, content, Map.of()));
  }

  private void serve(String document, AuthorKey signer) throws Exception {
    serve(ADDRESS, document);
    serve(beside(), signature(document, signer));
  }

  private static URI beside() {
    return URI.create(ADDRESS + ".sigstore.json");
  }

  /** As {@code cosign sign-blob --bundle} writes it. */
  private static String signature(String document, AuthorKey signer) throws Exception {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    Base64.Encoder base64 = Base64.getEncoder();
    byte[] digest = HexFormat.of().parseHex(Digest.sha256(bytes).hex());
    return """
    {"mediaType":"%s","verificationMaterial":{"publicKey":{"hint":"%s"}},
     "messageSignature":{"messageDigest":{"algorithm":"SHA2_256","digest":"%s"},"signature":"%s"}}
    """
        .formatted(
            Bundle.MEDIA_TYPE,
            PublicKeys.hint(signer.publicKey()),
            base64.encodeToString(digest),
            base64.encodeToString(signer.sign(SignatureForm.SIGSTORE, bytes)));
  }

  private VexSources.Heard heard() {
    VexUrls urls = urls(true);
    urls.run();
    return urls.heard();
  }

  private void assertOnlyNoted(VexSources.Heard heard, String code, String says) {
    assertThat(heard.statements()).isEmpty();
    assertThat(heard.notes()).hasSize(1);
    CoverageNote note = heard.notes().getFirst();
    assertThat(note.code()).isEqualTo(code);
    assertThat(note.message()).contains("VEX from https://vex.example/team.openvex.json", says);
  }

  @Test
  void whatAnAuthorSignedIsBelieved() throws Exception {
    serve(DOCUMENT, author);

    VexSources.Heard heard = heard();

    assertThat(heard.notes()).isEmpty();
    assertThat(heard.statements().getFirst().sentence())
        .contains("urn:doc of Ada, from https://vex.example/team.openvex.json")
        .contains("signed by key security.pub");
  }

  @Test
  void whatSomebodyElseSignedIsOnlyMentioned() throws Exception {
    serve(DOCUMENT, new AuthorKey());

    assertOnlyNoted(heard(), VexSources.NOT_APPLIED, "was not applied");
  }

  @Test
  void whatNobodySignedIsOnlyMentioned() {
    serve(ADDRESS, DOCUMENT);

    assertOnlyNoted(heard(), VexSources.NOT_APPLIED, "no signature is beside it");
  }

  @Test
  void theSignatureOfAnotherDocumentIsNone() throws Exception {
    serve(DOCUMENT, author);
    serve(ADDRESS, DOCUMENT.replace("CVE-1", "CVE-2"));

    assertOnlyNoted(heard(), VexSources.NOT_APPLIED, "was not applied");
  }

  @Test
  void anAttestationOfTheDocumentIsNoSignatureOfIt() throws Exception {
    serve(ADDRESS, DOCUMENT);
    Digest digest = Digest.sha256(DOCUMENT.getBytes(StandardCharsets.UTF_8));
    Statement seen =
        Statement.of("a file", digest, "urn:seen", JsonNodeFactory.instance.objectNode());
    serve(beside(), new String(Bundle.of(author, seen).toBytes(), StandardCharsets.UTF_8));

    assertOnlyNoted(heard(), VexSources.NOT_APPLIED, "is no signature");
  }

  @Test
  void withoutTheNeedForSignaturesEverybodyIsBelieved() {
    serve(ADDRESS, DOCUMENT);
    VexUrls urls = urls(false);
    urls.run();

    assertThat(urls.heard().statements()).hasSize(1);
  }

  @Test
  void aRedirectToAnotherServerIsNotFollowed() {
    for (String target :
        List.of(
            "https://169.254.169.254/latest",
            "http://vex.example/plain",
            "https://vex.example:8443/x",
            "https://other.example/team.openvex.json",
            "file:///etc/passwd")) {
      server.put(ADDRESS.toString(), () -> answer(302, "", Map.of("location", List.of(target))));
      asked.clear();

      assertOnlyNoted(heard(), VexSources.UNREADABLE, "");

      assertThat(asked).as(target).containsExactly(ADDRESS.toString());
    }
  }

  @Test
  void aRedirectWithinTheServerIsFollowedAndEndsSometime() throws Exception {
    serve(DOCUMENT, author);
    serve(URI.create("https://vex.example/moved"), DOCUMENT);
    server.put(ADDRESS.toString(), () -> answer(302, "", Map.of("location", List.of("/moved"))));
    assertThat(heard().statements()).hasSize(1);

    server.put(
        "https://vex.example/moved", () -> answer(302, "", Map.of("location", List.of("/moved"))));
    VexUrls urls = urls(true);
    urls.run();
    assertThat(urls.heard().statements()).as("the copy").hasSize(1);
    assertThat(asked).hasSizeLessThan(20);
  }

  @Test
  void aServerThatIsAwayChangesNothingAlsoAfterARestart() throws Exception {
    serve(DOCUMENT, author);
    VexUrls urls = urls(true);
    urls.run();
    String before = urls.fingerprint();
    server.clear();
    server.put(ADDRESS.toString(), () -> answer(503, "", Map.of()));
    urls.run();

    assertThat(urls.heard().statements()).hasSize(1);
    assertThat(urls.heard().notes()).isEmpty();
    assertThat(urls.fingerprint()).isEqualTo(before);
    VexUrls restarted = urls(true);
    restarted.run();
    assertThat(restarted.heard().statements()).hasSize(1);
    assertThat(restarted.fingerprint()).isEqualTo(before);
  }

  @Test
  void aServerThatIsAwayForLongIsMentioned() throws Exception {
    serve(DOCUMENT, author);
    VexUrls urls = urls(true);
    urls.run();
    server.put(ADDRESS.toString(), () -> answer(503, "", Map.of()));
    time.pass(Duration.ofDays(8));
    urls.run();

    assertThat(urls.heard().statements()).hasSize(1);
    assertThat(urls.heard().notes())
        .singleElement()
        .satisfies(
            note -> assertThat(note.message()).contains("a copy of 2026-01-01", "answered 503"));
  }

  @Test
  void anotherDocumentIsNoticed() throws Exception {
    serve(DOCUMENT, author);
    VexUrls urls = urls(true);
    urls.run();
    String before = urls.fingerprint();
    time.pass(Duration.ofHours(1));
    urls.run();
    assertThat(urls.fingerprint()).isEqualTo(before);
    assertThat(urls.changed()).isEqualTo(time.instant().minus(Duration.ofHours(1)));

    serve(DOCUMENT.replace("CVE-1", "CVE-2"), author);
    urls.run();

    assertThat(urls.fingerprint()).isNotEqualTo(before);
    assertThat(urls.changed()).isEqualTo(time.instant());
    assertThat(urls.heard().statements().getFirst().vulnerabilities()).containsExactly("CVE-2");
  }

  @Test
  void whatIsNotBelievedDoesNotTakeThePlaceOfWhatIs() throws Exception {
    serve(DOCUMENT, author);
    VexUrls urls = urls(true);
    urls.run();
    String before = urls.fingerprint();
    time.pass(Duration.ofHours(1));

    for (String wrong : List.of("<html>Sign in</html>", DOCUMENT.replace("CVE-1", "CVE-2"))) {
      serve(ADDRESS, wrong);
      urls.run();

      assertThat(urls.fingerprint()).isEqualTo(before);
      assertThat(urls.heard().statements().getFirst().vulnerabilities()).containsExactly("CVE-1");
      assertThat(urls.heard().notes())
          .singleElement()
          .satisfies(note ->
              assertThat(note.message()).contains("a copy of ", " is used, for what is there now"));
      assertThat(urls(true).heard().statements()).as("after a restart").hasSize(1);
    }

    serve(DOCUMENT.replace("CVE-1", "CVE-2"), author);
    urls.run();
    assertThat(urls.heard().notes()).isEmpty();
    assertThat(urls.heard().statements().getFirst().vulnerabilities()).containsExactly("CVE-2");
  }

  @Test
  void whatIsLaidBesideLaterCounts() throws Exception {
    serve(ADDRESS, DOCUMENT);
    VexUrls urls = urls(true);
    urls.run();
    serve(DOCUMENT, author);
    urls.run();

    assertThat(urls.heard().statements()).hasSize(1);
    server.remove(beside().toString());
    urls.run();
    assertThat(urls.heard().statements()).hasSize(1);
    assertThat(urls.heard().notes())
        .singleElement()
        .satisfies(note ->
            assertThat(note.message())
                .contains("what is there now is not: no signature is beside it."));
  }

  @Test
  void whatWasNeverThereIsMentioned() {
    assertOnlyNoted(urls(true).heard(), VexSources.UNREADABLE, "it was not fetched yet");
    assertOnlyNoted(heard(), VexSources.UNREADABLE, "the server has no such document");
  }

  @Test
  void whatIsNoDocumentIsMentionedAlsoWhereItIsSigned() throws Exception {
    for (String body :
        List.of(
            "", "<html>", "{}", "[".repeat(100_000), "{\"@context\":\"https://openvex.dev/ns\"}")) {
      serve(body, author);

      VexUrls urls = urls(true);
      urls.run();

      assertThat(urls.heard().statements()).as(body).isEmpty();
    }
    serve(ADDRESS, DOCUMENT);
    serve(beside(), "[".repeat(100_000));
    assertOnlyNoted(heard(), VexSources.NOT_APPLIED, "was not applied");
  }

  @Test
  void anEndlessBodyIsGivenUp() {
    server.put(ADDRESS.toString(), () -> new Answer(ADDRESS, 200, Map.of(), new Endless(() -> {})));

    assertOnlyNoted(heard(), VexSources.UNREADABLE, "more than 20971520 bytes");
  }

  @Test
  void aBodyThatIsAnnouncedAsTooLargeIsNotRead() {
    server.put(
        ADDRESS.toString(),
        () -> answer(200, "", Map.of("content-length", List.of("99999999999"))));

    assertOnlyNoted(heard(), VexSources.UNREADABLE, "more than 20971520 bytes");
  }

  @Test
  void aBodyThatDripsIsGivenUp() {
    server.put(
        ADDRESS.toString(),
        () ->
            new Answer(
                ADDRESS, 200, Map.of(), new Endless(() -> time.pass(Duration.ofSeconds(20)))));

    assertOnlyNoted(heard(), VexSources.UNREADABLE, "more than 120 seconds");
  }

  /** One byte at a time, for ever. */
  private static final class Endless extends InputStream {
    private final Runnable before;

    Endless(Runnable before) {
      this.before = before;
    }

    @Override
    public int read() {
      before.run();
      return '[';
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      before.run();
      return length;
    }
  }
}
