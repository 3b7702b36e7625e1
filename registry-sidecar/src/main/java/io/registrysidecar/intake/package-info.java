/**
 * Hears what happens in the registries: one decoder per notification format; loop filters;
 * reconciliation by polling.
 */
@NullMarked
package io.registrysidecar.intake;

import org.jspecify.annotations.NullMarked;
