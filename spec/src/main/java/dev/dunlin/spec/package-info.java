/**
 * What users write, and what it means. {@link dev.dunlin.spec.SpecReader} is the story: a YAML or
 * JSON document, in Dunlin's own form ({@code apiVersion: dunlin/v1}) or as the body that Azure's
 * migration service takes, becomes a {@link dev.dunlin.spec.Spec}, or a list of errors that each
 * point at the field they are about. The command line, the REST interface and the command topic
 * read specs through this package, so that one file means the same behind every door.
 */
@NullMarked
package dev.dunlin.spec;

import org.jspecify.annotations.NullMarked;
