package io.registrysidecar.admission;

import java.time.Duration;

/** Speaks with API servers in AdmissionReviews, whatever is answered. */
final class ReviewWebhook implements Webhook {

  /** What there is to answer. */
  @FunctionalInterface
  interface Answerer {
    ReviewAnswer answer(Review review, Deadline deadline) throws InterruptedException;
  }

  private final Answerer answerer;
  private final Duration longest;

  ReviewWebhook(Answerer answerer, Duration longest) {
    this.answerer = answerer;
    this.longest = longest;
  }

  @Override
  public int largest() {
    return ReviewReader.LARGEST;
  }

  @Override
  public byte[] answer(byte[] body, Duration patience)
      throws MalformedReview, InterruptedException {
    Deadline deadline = Admission.deadline(longest, patience);
    Review review;
    try {
      review = ReviewReader.read(body);
    } catch (MalformedReview e) {
      String uid = e.uid();
      if (uid == null) {
        throw e;
      }
      return ReviewAnswer.malformed(uid, String.valueOf(e.getMessage())).json();
    }
    return answerer.answer(review, deadline).json();
  }
}
