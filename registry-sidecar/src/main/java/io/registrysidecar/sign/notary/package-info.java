/** Notary Project signatures: envelopes and their manifests, making and verifying. */
@NullMarked
package io.registrysidecar.sign.notary;

import org.jspecify.annotations.NullMarked;
