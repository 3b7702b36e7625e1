/** One decision from one report: rules, exceptions with expiry, verdict. */
@NullMarked
package io.registrysidecar.policy;

import org.jspecify.annotations.NullMarked;
