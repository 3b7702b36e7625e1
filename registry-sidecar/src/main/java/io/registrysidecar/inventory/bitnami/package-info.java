/** What Bitnami says about the components of its images. */
@NullMarked
package io.registrysidecar.inventory.bitnami;

import org.jspecify.annotations.NullMarked;
