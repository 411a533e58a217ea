package org.amana.wallet.holder;

import java.util.Base64;
import org.amana.wallet.vault.HolderId;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;

/**
 * WebAuthn's users, computed: the user handle is the holder's id and the name is its text form. Nothing is stored, so a
 * sign-up that is given up leaves nothing behind.
 */
final class HolderUsers implements PublicKeyCredentialUserEntityRepository {

    static String name(HolderId holder) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(holder.bytes());
    }

    @Override
    public PublicKeyCredentialUserEntity findById(Bytes id) {
        return entity(HolderId.of(id.getBytes()));
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String username) {
        // "anonymous" asks for nobody's passkeys in particular
        return username.length() == 22 ? entity(HolderId.of(Base64.getUrlDecoder().decode(username))) : null;
    }

    @Override
    public void save(PublicKeyCredentialUserEntity userEntity) {
        // computed, see above
    }

    @Override
    public void delete(Bytes id) {
        // computed, see above
    }

    private static PublicKeyCredentialUserEntity entity(HolderId holder) {
        String name = name(holder);
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(new Bytes(holder.bytes()))
                .name(name)
                .displayName("Amana " + name.substring(0, 4))
                .build();
    }
}
