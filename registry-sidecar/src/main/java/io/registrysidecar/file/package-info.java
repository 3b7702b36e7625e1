/**
 * Files that an operator names: whether one can be read, why not, and whether it is another one.
 */
@NullMarked
package io.registrysidecar.file;

import org.jspecify.annotations.NullMarked;
