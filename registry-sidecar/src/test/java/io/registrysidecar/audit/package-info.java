@NullMarked
package io.registrysidecar.audit;

import org.jspecify.annotations.NullMarked;
