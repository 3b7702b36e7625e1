/** What a registry speaks: references, digests, descriptors and manifests. */
@NullMarked
package io.registrysidecar.oci;

import org.jspecify.annotations.NullMarked;
