/** Erlang and Elixir applications, and Erlang/OTP itself. */
@NullMarked
package io.registrysidecar.inventory.beam;

import org.jspecify.annotations.NullMarked;
