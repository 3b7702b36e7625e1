/** Private keys: made, kept, read from files, tokens and commands; and the Notary chain. */
@NullMarked
package io.registrysidecar.sign.key;

import org.jspecify.annotations.NullMarked;
