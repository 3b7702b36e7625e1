/** The program: the only place where its rooms are wired together. */
@NullMarked
package io.registrysidecar;

import org.jspecify.annotations.NullMarked;
