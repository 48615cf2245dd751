/** Tests of the servers that run beside us; {@code BrokerChild} is a process made to be killed. */
@NullMarked
package dev.dunlin.embedded;

import org.jspecify.annotations.NullMarked;
