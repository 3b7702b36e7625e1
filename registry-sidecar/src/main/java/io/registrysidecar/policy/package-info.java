/**
 * One decision from one report: rules, exceptions with expiry, verdict; decisions as predicates of
 * attestations.
 */
@NullMarked
package io.registrysidecar.policy;

import org.jspecify.annotations.NullMarked;
