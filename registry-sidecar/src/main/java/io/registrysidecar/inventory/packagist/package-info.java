/** PHP packages that Composer installed. */
@NullMarked
package io.registrysidecar.inventory.packagist;

import org.jspecify.annotations.NullMarked;
