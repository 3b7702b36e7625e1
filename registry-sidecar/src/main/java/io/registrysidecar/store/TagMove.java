package io.registrysidecar.store;

import io.registrysidecar.oci.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a tag named, and when.
 *
 * @param tag the tag
 * @param digest the image
 * @param since from when
 * @param until until when; null when it names it still
 */
public record TagMove(String tag, Digest digest, Instant since, @Nullable Instant until) {}
