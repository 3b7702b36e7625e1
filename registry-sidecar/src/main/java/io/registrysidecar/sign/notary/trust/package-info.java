/**
 * Whom a verifier of the Notary Project trusts: trust stores, trust policies, identities, levels.
 */
@NullMarked
package io.registrysidecar.sign.notary.trust;

import org.jspecify.annotations.NullMarked;
