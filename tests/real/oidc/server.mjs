// An OpenID provider of its own that asks for PKCE, turns refresh tokens over with every use, and forgets everything when it ends.
// Any name may log in on its form. PORT and REDIRECT come from the environment.
import Provider from 'oidc-provider';

const port = process.env.PORT;
const provider = new Provider(`http://127.0.0.1:${port}`, {
  cookies: {keys: ['test']},
  clients: ['client_secret_basic', 'client_secret_post'].map((way) => ({
    client_id: way, client_secret: `${way}-9f3a71`, token_endpoint_auth_method: way, redirect_uris: [process.env.REDIRECT],
    grant_types: ['authorization_code', 'refresh_token'], response_types: ['code']})),
  claims: {openid: ['sub'], email: ['email'], profile: ['name']},
  scopes: ['openid', 'offline_access', 'email', 'profile'],
  ttl: {AccessToken: 60, IdToken: 60, RefreshToken: 3600, Session: 3600, Grant: 3600, Interaction: 600},
  pkce: {required: () => true},
  rotateRefreshToken: true,
  features: {devInteractions: {enabled: true}, revocation: {enabled: true}},
  findAccount: (_, id) => ({accountId: id, claims: () => ({sub: id, email: id, name: '運用 太郎'})}),
});
provider.listen(port, '127.0.0.1');
