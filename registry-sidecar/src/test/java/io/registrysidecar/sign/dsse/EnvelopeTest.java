package io.registrysidecar.sign.dsse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.registrysidecar.oci.BoundedJson;
import io.registrysidecar.oci.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeTest {

  private static final Digest IMAGE = Digest.sha256(new byte[] {1});

  /** The example of the DSSE protocol. */
  @Test
  void whatIsSignedIsTypeAndPayloadWithTheirLengths() {
    assertThat(
            new String(
                Pae.encode("http://example.com/HelloWorld", "hello world".getBytes(UTF_8)), UTF_8))
        .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    assertThat(new String(Pae.encode("ä", new byte[0]), UTF_8)).isEqualTo("DSSEv1 2 ä 0 ");
  }

  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                                                                       | not a JSON object
          {                                                                        | not JSON
          {"payload":"","payloadType":"t","signatures":[]}                         | 0 signatures
          {"payload":"","payloadType":"t"}                                         | 0 signatures
          {"payload":"","payloadType":"t","signatures":[{"sig":""},{"sig":""}]}    | 2 signatures
          {"payload":"","payloadType":"t","signatures":[{}]}                       | no text "sig"
          {"payload":"","payloadType":"t","signatures":[{"sig":"!"}]}              | not base64
          {"payload":"","payloadType":"t","signatures":[{"sig":"","x":1}]}         | unknown member "x"
          {"payload":"","payloadType":"t","signatures":[{"sig":"","keyid":1}]}     | no text "keyid"
          {"payload":1,"payloadType":"t","signatures":[{"sig":""}]}                | no text "payload"
          {"payload":"","signatures":[{"sig":""}]}                                 | no text "payloadType"
          {"payload":"","payload":"","payloadType":"t","signatures":[{"sig":""}]}  | Duplicate field
          {"payload":"","payloadType":"t","signatures":[{"sig":""}]} {}            | not JSON
          {"payload":"+_","payloadType":"t","signatures":[{"sig":""}]}             | not base64
          """)
  @ParameterizedTest
  void whatIsNoEnvelopeIsRefusedWithItsReason(String json, String reason) {
    assertThatThrownBy(() -> Envelope.parse(json.getBytes(UTF_8)))
        .isInstanceOf(MalformedEnvelope.class)
        .hasMessageContaining(reason);
  }

  @Test
  void largeDocumentsAreWrittenAsTreesAre() {
    var envelope =
        new Envelope(Envelope.IN_TOTO, "{\"payload\":\"\"}".getBytes(UTF_8), "key", new byte[] {1});
    ObjectNode others = JsonNodeFactory.instance.objectNode().put("mediaType", "bundle");
    ObjectNode whole = others.deepCopy();
    whole.set("dsseEnvelope", envelope.toBundleJson());
    ObjectNode alone = JsonNodeFactory.instance.objectNode();
    alone.put("payloadType", Envelope.IN_TOTO);
    alone.put("payload", Base64Text.encode(envelope.payload()));
    alone.putArray("signatures").addObject().put("keyid", "key").put("sig", "AQ==");

    assertThat(envelope.toBundle(others)).isEqualTo(BoundedJson.write(whole));
    assertThat(envelope.toBytes()).isEqualTo(BoundedJson.write(alone));
  }

  @Test
  void statementsAreWrittenWithSortedNamesAndWithoutWhiteSpace() throws Exception {
    ObjectNode predicate =
        (ObjectNode)
            BoundedJson.read(
                "{\"b\": {\"z\":1, \"a\":[{\"y\":2,\"x\":3.5}]}, \"a\": null}".getBytes(UTF_8));

    assertThat(new String(Statement.of("app", IMAGE, "https://p", predicate).toBytes(), UTF_8))
        .isEqualTo(
            """
            {"_type":"https://in-toto.io/Statement/v1",\
            "predicate":{"a":null,"b":{"a":[{"x":3.5,"y":2}],"z":1}},\
            "predicateType":"https://p",\
            "subject":[{"digest":{"sha256":"%s"},"name":"app"}]}\
            """
                .formatted(IMAGE.hex()));
  }

  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "_type":"https://in-toto.io/Statement/v2","subject":[S],"predicateType":"p","predicate":{}          | unknown type
          "subject":[S],"predicateType":"p","predicate":{}                                                    | no text "_type"
          "_type":"T","subject":[S],"predicateType":"p","predicate":{},"extra":1                              | unknown member "extra"
          "_type":"T","subject":[S],"predicateType":"p","predicate":[]                                        | not a JSON object
          "_type":"T","subject":[S],"predicateType":"p"                                                       | not a JSON object
          "_type":"T","subject":[S],"predicate":{}                                                            | no text "predicateType"
          "_type":"T","subject":[],"predicateType":"p","predicate":{}                                         | 0 subjects
          "_type":"T","predicateType":"p","predicate":{}                                                      | 0 subjects
          "_type":"T","subject":[{"name":"a"}],"predicateType":"p","predicate":{}                             | no digests
          "_type":"T","subject":[{"digest":{}}],"predicateType":"p","predicate":{}                            | no digests
          "_type":"T","subject":[{"digest":{"sha256":1}}],"predicateType":"p","predicate":{}                  | no text "sha256"
          "_type":"T","subject":[{"digest":{"sha256":"00"},"x":1}],"predicateType":"p","predicate":{}         | unknown member "x"
          "_type":"T","subject":["a"],"predicateType":"p","predicate":{}                                      | not a JSON object
          """)
  @ParameterizedTest
  void whatIsNoStatementIsRefusedWithItsReason(String members, String reason) {
    String json =
        "{"
            + members
                .replace("\"T\"", "\"https://in-toto.io/Statement/v1\"")
                .replace("[S]", "[{\"digest\":{\"sha256\":\"00\"}}]")
            + "}";

    assertThatThrownBy(() -> Statement.parse(json.getBytes(UTF_8)))
        .isInstanceOf(MalformedEnvelope.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aStatementHasAtMost1024Subjects() throws Exception {
    assertThat(Statement.parse(subjects(1024)).subjects()).hasSize(1024);
    assertThatThrownBy(() -> Statement.parse(subjects(1025)))
        .isInstanceOf(MalformedEnvelope.class)
        .hasMessageContaining("1025 subjects");
  }

  @Test
  void aStatementIsAboutEachOfItsSubjectsAndNothingElse() throws Exception {
    Statement statement =
        Statement.parse(
            """
            {"_type":"https://in-toto.io/Statement/v0.1","predicateType":"p","predicate":{},"subject":[
            {"name":"a","digest":{"sha256":"00","gitCommit":"%s"}},{"digest":{"sha256":"%s"}}]}\
            """
                .formatted(Digest.sha256(new byte[] {2}).hex(), IMAGE.hex())
                .getBytes(UTF_8));

    assertThat(statement.isAbout(IMAGE)).isTrue();
    assertThat(statement.isAbout(Digest.sha256(new byte[] {2}))).isFalse();
  }

  private static byte[] subjects(int count) {
    String each = "{\"digest\":{\"sha256\":\"00\"}},".repeat(count);
    return ("{\"_type\":\"https://in-toto.io/Statement/v1\",\"predicateType\":\"p\",\"predicate\":{},\"subject\":["
            + each.substring(0, each.length() - 1)
            + "]}")
        .getBytes(UTF_8);
  }
}
