/**
 * What is installed: one detector per package database or artifact kind; squashes layers into
 * components.
 */
@NullMarked
package io.registrysidecar.inventory;

import org.jspecify.annotations.NullMarked;
