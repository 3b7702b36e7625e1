package io.registrysidecar.api;

import io.registrysidecar.store.ScanRecord;
import io.registrysidecar.store.ScanStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scan as the API shows it.
 *
 * @param id its number
 * @param registry the registry's configured name
 * @param repository the repository
 * @param reference the tag or digest that was asked for
 * @param digest what it was resolved to, or null before
 * @param cause why it was wished
 * @param state the name of the state that it is in
 * @param detail what the state has to say
 * @param requestedAt when it was wished
 * @param startedAt when it began, or null
 * @param finishedAt when it ended, or null
 * @param failure why it failed, or null
 * @param history the states it went through, oldest first
 */
record ScanView(
    long id,
    String registry,
    String repository,
    String reference,
    @Nullable String digest,
    String cause,
    String state,
    String detail,
    String requestedAt,
    @Nullable String startedAt,
    @Nullable String finishedAt,
    @Nullable String failure,
    List<Step> history) {

  static ScanView of(ScanRecord scan, List<ScanStore.Transition> history) {
    return new ScanView(
        scan.id(),
        scan.registry(),
        scan.repository().value(),
        scan.reference(),
        ImageView.text(scan.digest()),
        scan.cause(),
        scan.state(),
        scan.detail(),
        scan.requestedAt().toString(),
        ImageView.text(scan.startedAt()),
        ImageView.text(scan.finishedAt()),
        scan.failure(),
        history.stream()
            .map(step -> new Step(step.state(), step.detail(), step.at().toString()))
            .toList());
  }

  /**
   * A state that the scan has come to.
   *
   * @param state its name
   * @param detail what it has to say
   * @param at when
   */
  record Step(String state, String detail, String at) {}
}
