package org.amana.core.jose;

import tools.jackson.databind.node.ObjectNode;

/** What was inside a JWE. Encryption says nothing about the sender. */
public record DecryptedJwe(ObjectNode header, ObjectNode payload) {}
