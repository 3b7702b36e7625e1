/** Keys; DSSE, sigstore bundle and Notary Project envelopes: making and verifying. */
@NullMarked
package io.registrysidecar.sign;

import org.jspecify.annotations.NullMarked;
