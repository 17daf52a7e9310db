// A pair of keys: who has the public one can seal, who has the private one can open.
#pragma once
#include <string>

namespace musubi {

struct KeyPair {
  std::string private_pem;  // PKCS #8, without a passphrase
  std::string public_line;  // SubjectPublicKeyInfo (DER) in base64, one line
};

/// RSA of 3072 bits. Throws Error "settings.no_random". Cost: about half a second. Any thread.
KeyPair new_key_pair();

}  // namespace musubi
