/** Packages whose place in the file system tells what they are: Nix, Homebrew. */
@NullMarked
package io.registrysidecar.inventory.store;

import org.jspecify.annotations.NullMarked;
