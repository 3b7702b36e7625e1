/** Java runtimes. */
@NullMarked
package io.registrysidecar.inventory.jvm;

import org.jspecify.annotations.NullMarked;
