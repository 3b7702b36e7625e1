package io.registrysidecar.sign.notary;

import org.jspecify.annotations.Nullable;

/**
 * What stands beside the signature but is not covered by it.
 *
 * @param timestamp a time stamp of the signature in DER, or null
 * @param agent the program that signed, or null
 */
@SuppressWarnings("ArrayRecordComponent")
record Unsigned(byte @Nullable [] timestamp, @Nullable String agent) {}
