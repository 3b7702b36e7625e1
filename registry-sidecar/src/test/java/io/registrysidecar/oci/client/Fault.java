package io.registrysidecar.oci.client;

import io.registrysidecar.demo.RegistryAnswer;
import io.registrysidecar.demo.RegistryRequest;
import io.registrysidecar.demo.RequestFilter;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** One way to misbehave. */
@FunctionalInterface
interface Fault extends RequestFilter {

  /** Answers with a status, and asks the registry nothing. */
  static Fault status(int status) {
    return instead(RegistryAnswer.error(status, "SPOILED", "spoiled on purpose"));
  }

  /** Answers this, and asks the registry nothing. */
  static Fault instead(RegistryAnswer answer) {
    return (request, _, response) -> answer.writeTo(request, response);
  }

  /** Answers with text, and asks the registry nothing. */
  static Fault instead(int status, String contentType, String body) {
    return instead(RegistryAnswer.of(status, contentType, body.getBytes(StandardCharsets.UTF_8)));
  }

  /** Changes what the registry answers. */
  static Fault changed(UnaryOperator<RegistryAnswer> change) {
    return changed((_, answer) -> change.apply(answer));
  }

  /** Changes what the registry answers. */
  static Fault changed(BiFunction<RegistryRequest, RegistryAnswer, RegistryAnswer> change) {
    return (request, registry, response) ->
        change.apply(request, registry.apply(request)).writeTo(request, response);
  }

  /** Sends other bytes than the registry has. */
  static Fault body(UnaryOperator<byte[]> change) {
    return changed(a -> new RegistryAnswer(a.status(), a.headers(), change.apply(a.body())));
  }

  /** Sends bytes of which the very last bit is wrong. */
  static Fault lastBitFlipped() {
    return body(body -> {
      byte[] changed = body.clone();
      changed[changed.length - 1] ^= 1;
      return changed;
    });
  }

  /** Promises the whole body, sends so many bytes of it, and hangs up. */
  static Fault truncated(int bytes) {
    return (request, registry, response) -> {
      RegistryAnswer answer = registry.apply(request);
      response.setStatusCode(answer.status());
      answer.headers().forEach(response::putHeader);
      response.putHeader("content-length", Integer.toString(answer.body().length));
      byte[] beginning = Arrays.copyOf(answer.body(), Math.min(bytes, answer.body().length - 1));
      response.write(Buffer.buffer(beginning)).onComplete(_ -> response.reset());
    };
  }

  /** Promises the whole body, sends so many bytes of it, and then nothing more. */
  static Fault stalled(int bytes) {
    return (request, registry, response) -> {
      RegistryAnswer answer = registry.apply(request);
      response.setStatusCode(answer.status());
      answer.headers().forEach(response::putHeader);
      response.putHeader("content-length", Integer.toString(answer.body().length));
      response.write(Buffer.buffer(Arrays.copyOf(answer.body(), bytes)));
    };
  }

  /** Sends the body without saying how long it is. */
  static Fault unannounced(UnaryOperator<byte[]> change) {
    return (request, registry, response) -> {
      RegistryAnswer answer = registry.apply(request);
      response.setStatusCode(answer.status()).setChunked(true);
      answer.headers().forEach(response::putHeader);
      response.end(Buffer.buffer(change.apply(answer.body())));
    };
  }

  /** Never answers. */
  static Fault silent() {
    return (_, _, _) -> {};
  }

  /** Redirects to the same path elsewhere. */
  static Fault redirect(int status, URI to) {
    return (request, _, response) ->
        RegistryAnswer.of(status).with("location", to + request.path()).writeTo(request, response);
  }

  /** Behaves as a registry without byte ranges. */
  static Fault withoutRanges() {
    return (request, registry, response) ->
        registry.apply(whole(request)).without("accept-ranges").writeTo(request, response);
  }

  /** Behaves as a registry without byte ranges that sends other bytes and does not say how many. */
  static Fault withoutRanges(UnaryOperator<byte[]> change) {
    return (request, registry, response) ->
        unannounced(change).handle(whole(request), registry, response);
  }

  private static RegistryRequest whole(RegistryRequest request) {
    Map<String, String> headers = new TreeMap<>(request.headers());
    headers.remove("range");
    return new RegistryRequest(
        request.method(), request.path(), request.query(), headers, request.body(), "");
  }
}
