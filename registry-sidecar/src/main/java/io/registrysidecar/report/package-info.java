/** One image's complete result: assembles it, rolls platforms up, renders it. */
@NullMarked
package io.registrysidecar.report;

import org.jspecify.annotations.NullMarked;
