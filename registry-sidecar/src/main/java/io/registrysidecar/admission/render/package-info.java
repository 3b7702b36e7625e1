/** What makes clusters ask: manifests and configuration of those that admit images, filled in. */
@NullMarked
package io.registrysidecar.admission.render;

import org.jspecify.annotations.NullMarked;
