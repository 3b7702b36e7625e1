/** Who signed an image: every signature in a registry, each judged by whom the operator trusts. */
@NullMarked
package io.registrysidecar.verify;

import org.jspecify.annotations.NullMarked;
