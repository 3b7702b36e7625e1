/** Where an image came from: provenance, base image, how to rebuild it, and its chain of events. */
@NullMarked
package io.registrysidecar.audit;

import org.jspecify.annotations.NullMarked;
