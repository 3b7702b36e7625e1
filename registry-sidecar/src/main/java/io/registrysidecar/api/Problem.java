package io.registrysidecar.api;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that is not answered as hoped, to be told as a problem document (RFC 9457).
 *
 * <p>{@code type} is {@code urn:registry-sidecar:problem:} and a stable word, {@code title} is the
 * same for every problem of a type, {@code detail} says what is wrong with this request and what to
 * do.
 */
public final class Problem extends Exception {

  private final int status;
  private final String word;
  private final String title;
  private final String detail;
  private final Map<String, String> headers;

  Problem(int status, String word, String title, String detail, Map<String, String> headers) {
    super(detail, null, false, false);
    this.status = status;
    this.word = word;
    this.title = title;
    this.detail = detail;
    this.headers = Map.copyOf(headers);
  }

  /** 400: the request itself is wrong. */
  public static Problem badRequest(String word, String detail) {
    return new Problem(400, word, "The request is malformed", detail, Map.of());
  }

  /** 404: there is no such thing. */
  public static Problem notFound(String detail) {
    return new Problem(404, "not-found", "There is no such thing", detail, Map.of());
  }

  /** 422: the request is well formed and cannot be done. */
  public static Problem unprocessable(String word, String detail) {
    return new Problem(422, word, "The request cannot be done", detail, Map.of());
  }

  /** 503: it may go better in a while. */
  public static Problem unavailable(String word, String detail, int retryAfterSeconds) {
    return new Problem(
        503,
        word,
        "The service cannot do this now",
        detail,
        Map.of("retry-after", Integer.toString(retryAfterSeconds)));
  }

  /** 503: others have asked first. */
  static Problem busy() {
    return unavailable("busy", "too many requests at once; come again", 1);
  }

  /** 401: the request lacks a credential, or has a wrong one. */
  public static Problem unauthorized(String detail) {
    return new Problem(
        401,
        "unauthorized",
        "A credential is needed",
        detail,
        Map.of("www-authenticate", "Bearer realm=\"registry-sidecar\""));
  }

  static Problem methodNotAllowed(String method, String allowed) {
    return new Problem(
        405,
        "method-not-allowed",
        "The method is not allowed here",
        "this path does not take " + method + "; it takes " + allowed,
        Map.of("allow", allowed));
  }

  static Problem tooLarge(long limit) {
    return new Problem(
        413,
        "content-too-large",
        "The body is too large",
        "this path takes at most " + limit + " bytes",
        Map.of("connection", "close"));
  }

  static Problem unsupportedMediaType(String detail) {
    return new Problem(
        415, "unsupported-media-type", "The type of the body is not known", detail, Map.of());
  }

  static Problem internal(String incident) {
    return new Problem(
        500,
        "internal-error",
        "The service failed",
        "the log has the reason, under incident " + incident,
        Map.of());
  }

  /** What the detail says. */
  public String detail() {
    return detail;
  }

  /** The document, for the request of {@code path}. */
  Answer answer(String path) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", "urn:registry-sidecar:problem:" + word);
    document.put("title", title);
    document.put("status", status);
    document.put("detail", detail);
    document.put("instance", path);
    if (ProviderPaths.contain(path)) {
      document.put("response", Map.of("systemError", detail));
    }
    Answer answer =
        new Answer(
            status, Map.of("content-type", "application/problem+json"), Json.write(document));
    for (Map.Entry<String, String> header : headers.entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }
}
