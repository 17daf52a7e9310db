<?php
// 結びの預かりページ。レンタルサーバーに置き、フォームの action をこのページにします。届いたものは、ハブの公開鍵で封をしてから保存し、
// ハブが取りに来て、取り込み終えたら、次に来たときに消します。このサーバーには、封を開く鍵はありません。PHP 7.4 以上と openssl だけで動きます。
// Musubi's page for rented web servers: what a form posts here is sealed with the hub's public key, kept until the hub has fetched
// and committed it, and removed when it comes next. Nothing on this server can open it. PHP 7.4 or newer with its openssl extension alone.

// ↓ この三行を書き換えてください（musubi connection relay が書いたファイルでは、上の二行は書き換え済みです）/ edit these three lines
$public_key = '@PUBLIC_KEY@';
$word = '@WORD@';
$thanks = '';   // 送ったあとに開くページ。空なら短いお礼を出します / where to go afterwards; empty: a short thanks
// ↑ ここまで / that is all

// Limits, and where posts are kept; a folder outside of what the web server shows is better still.
$folder = __DIR__ . '/musubi-posts';
const LARGEST = 1000000;      // bytes of a post, 7000000 at most: the hub reads 16 MB of an answer
const MOST_A_MINUTE = 60;     // posts of one address (of IPv6: of one /64); 0 where all visitors come by one proxy
const MOST = 2000;            // posts that wait
const MOST_BYTES = 100000000; // bytes that wait
const ANSWER_BYTES = 3000000; // about what one answer to the hub holds
const MOST_REQUEST = 1000000; // bytes of a request of the hub, which names 500 posts at most
const TOLERANCE = 600;        // seconds between this clock and the hub's

// A sealed post: "MSB1", 8 bytes of the key's fingerprint, the length of the wrapped key (2 bytes), the wrapped key (RSA-OAEP), a nonce
// (12), a tag (16), and what AES-256-GCM made of the post. "MSB1" and the post's id are authenticated with it.
const MARK = 'MSB1';

ini_set('display_errors', '0');
umask(0077);

function answer(int $status, string $type, string $body, array $headers = []): void
{
    http_response_code($status);
    header("Content-Type: $type; charset=utf-8");
    header('Cache-Control: no-store');
    header('X-Content-Type-Options: nosniff');
    foreach ($headers as $line) {
        header($line);
    }
    echo $body;
    exit;
}

function say(int $status, string $ja, string $en): void
{
    $wants_json = strpos($_SERVER['HTTP_ACCEPT'] ?? '', 'json') !== false;
    if ($wants_json) {
        answer($status, 'application/json', json_encode(['received' => $status < 300, 'ja' => $ja, 'en' => $en], JSON_UNESCAPED_UNICODE) . "\n");
    }
    answer($status, 'text/html', "<!doctype html><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>$ja</title>"
        . "<p id=\"said\">$ja</p><p lang=\"en\">$en</p>\n", $status === 503 ? ['Retry-After: 600'] : ($status === 429 ? ['Retry-After: 60'] : []));
}

/** The hub's key, or null where the first line was not edited. */
function hub_key(string $public_key)
{
    $pem = "-----BEGIN PUBLIC KEY-----\n" . chunk_split(trim($public_key), 64, "\n") . "-----END PUBLIC KEY-----\n";
    $key = function_exists('openssl_pkey_get_public') ? openssl_pkey_get_public($pem) : false;
    return $key === false ? null : $key;
}

/** What stands in the way of keeping posts, or null. */
function trouble(string $public_key, string $word, string $folder): ?string
{
    if (!extension_loaded('openssl')) {
        return 'PHP の openssl がありません / PHP lacks its openssl extension';
    }
    if (hub_key($public_key) === null) {
        return '$public_key が正しくありません / $public_key is not a key';
    }
    if (strlen($word) < 32 || $word[0] === '@') {
        return '$word が正しくありません / $word is not right';
    }
    if (LARGEST > 7000000 || ANSWER_BYTES > 3000000) {
        return 'LARGEST は 7000000 まで、ANSWER_BYTES は 3000000 までです / LARGEST is 7000000 at most, and ANSWER_BYTES 3000000';
    }
    if (!is_dir($folder) && !@mkdir($folder, 0700, true) || !is_writable($folder)) {
        return '保存先のフォルダーに書けません / the folder for posts cannot be written to';
    }
    if (!file_exists("$folder/.htaccess")) {
        @file_put_contents("$folder/.htaccess", "<IfModule mod_authz_core.c>\nRequire all denied\n</IfModule>\n<IfModule !mod_authz_core.c>\nDeny from all\n</IfModule>\n");
        @file_put_contents("$folder/index.html", '');
    }
    return null;
}

function is_id(string $text): bool
{
    return preg_match('/^[0-9]{14}-[0-9a-f]{32}$/D', $text) === 1;
}

/** Ids of the posts that wait, oldest first. */
function waiting(string $folder): array
{
    $ids = [];
    foreach (scandir($folder) ?: [] as $name) {
        if (substr($name, -7) === '.sealed' && is_id(substr($name, 0, -7))) {
            $ids[] = substr($name, 0, -7);
        }
    }
    sort($ids, SORT_STRING);
    return $ids;
}

/** Whether these are the values of one name "x[]", which PHP has numbered itself; of "x[1001]" and of fields in fields the numbers say something. */
function is_list(array $values): bool
{
    return array_keys($values) === range(0, count($values) - 1) && array_filter($values, 'is_array') === [];
}

/** Fields as browsers send them, where PHP has kept multipart/form-data for itself; of files the names. */
function fields_again(array $fields, string $around = ''): array
{
    $pairs = [];
    $list = $around !== '' && is_list($fields);
    foreach ($fields as $name => $value) {
        $whole = $around === '' ? (string) $name : $around . '[' . ($list ? '' : $name) . ']';
        $pairs = array_merge($pairs, is_array($value) ? fields_again($value, $whole) : [rawurlencode($whole) . '=' . rawurlencode((string) $value)]);
    }
    return $pairs;
}

/** [content type, bytes] of this post, or null where there is too much of it. What files hold is not kept, and does not count. */
function posted(): ?array
{
    $type = substr($_SERVER['CONTENT_TYPE'] ?? '', 0, 200);
    $too_long = (int) ($_SERVER['CONTENT_LENGTH'] ?? 0) > LARGEST;
    if ($too_long && stripos($type, 'multipart/form-data') !== 0) {
        return null;
    }
    $body = (string) file_get_contents('php://input', false, null, 0, LARGEST + 1);
    if ($body === '' && ($_POST || $_FILES)) {
        $names = array_map(function ($file) { return $file['name']; }, $_FILES);
        $type = 'application/x-www-form-urlencoded';
        $body = implode('&', fields_again($_POST + $names));
    }
    // Of more than post_max_size PHP leaves nothing.
    return strlen($body) > LARGEST || ($body === '' && $too_long) ? null : [$type, $body];
}

function sealed(string $id, string $content, $key): ?string
{
    $secret = random_bytes(32);
    $nonce = random_bytes(12);
    $tag = '';
    $text = openssl_encrypt($content, 'aes-256-gcm', $secret, OPENSSL_RAW_DATA, $nonce, $tag, MARK . $id, 16);
    $wrapped = '';
    if ($text === false || !openssl_public_encrypt($secret, $wrapped, $key, OPENSSL_PKCS1_OAEP_PADDING)) {
        return null;
    }
    return MARK . fingerprint($key) . pack('n', strlen($wrapped)) . $wrapped . $nonce . $tag . $text;
}

function fingerprint($key): string
{
    $lines = array_filter(explode("\n", openssl_pkey_get_details($key)['key']), function ($line) { return $line !== '' && $line[0] !== '-'; });
    return substr(hash('sha256', base64_decode(implode('', $lines)), true), 0, 8);
}

/** Whether there is room for `bytes` more. */
function has_room(string $folder, int $bytes): bool
{
    $ids = waiting($folder);
    $total = $bytes;
    foreach ($ids as $id) {
        $total += (int) @filesize("$folder/$id.sealed");
    }
    return count($ids) < MOST && $total <= MOST_BYTES;
}

/** Whole, or not at all. */
function kept(string $folder, string $id, string $bytes): bool
{
    $part = "$folder/$id.part";
    $file = @fopen($part, 'xb');
    if ($file === false) {
        return false;
    }
    $whole = @fwrite($file, $bytes) === strlen($bytes) && @fflush($file);
    $whole = @fclose($file) && $whole && @rename($part, "$folder/$id.sealed");
    if (!$whole) {
        @unlink($part);
    }
    return $whole;
}

/** The counts of minutes but this one are gone afterwards; the name of its file. */
function this_minute(string $folder): string
{
    $now = "$folder/" . gmdate('YmdHi') . '.count';
    foreach (array_diff(glob("$folder/*.count") ?: [], [$now]) as $file) {
        @unlink($file);
    }
    return $now;
}

/** Who posts: an address of IPv4, also where it is written as one of IPv6, or the first half of one of IPv6, of which one customer has many. */
function sender(): string
{
    $address = (string) @inet_pton($_SERVER['REMOTE_ADDR'] ?? '');
    return strlen($address) < 16 ? $address : (strpos($address, "\0\0\0\0\0\0\0\0\0\0\xff\xff") === 0 ? substr($address, 12) : substr($address, 0, 8));
}

/** Whether the sender may post once more in this minute; if so, that is counted, by a hash that nobody can make without the word. */
function may_post(string $folder, string $word): bool
{
    $file = this_minute($folder);
    $sender = substr(hash_hmac('sha256', sender(), $word), 0, 16) . "\n";
    $may = MOST_A_MINUTE === 0 || substr_count((string) @file_get_contents($file), $sender) < MOST_A_MINUTE;
    if ($may && MOST_A_MINUTE > 0) {
        @file_put_contents($file, $sender, FILE_APPEND | LOCK_EX);
    }
    return $may;
}

function take_post(string $public_key, string $word, string $folder, string $thanks): void
{
    if (!may_post($folder, $word)) {
        say(429, '送信が続いています。1分ほどおいて、もう一度お送りください。', 'Too many at once. Please send it again in a minute.');
    }
    $post = posted();
    if ($post === null) {
        say(413, '送られたものが大きすぎます。', 'This is too large.');
    }
    if ($post[1] === '') {
        say(400, '何も入力されていません。', 'Nothing was filled in.');
    }
    $id = gmdate('YmdHis') . '-' . bin2hex(random_bytes(16));
    $content = json_encode(['v' => 1, 'id' => $id, 'received_at' => gmdate('Y-m-d\TH:i:s\Z'), 'type' => base64_encode($post[0]), 'body' => base64_encode($post[1])], JSON_UNESCAPED_SLASHES);
    $bytes = sealed($id, $content, hub_key($public_key));
    if ($bytes === null || !has_room($folder, strlen($bytes)) || !kept($folder, $id, $bytes)) {
        say(503, '今は受け付けられません。時間をおいて、もう一度お送りください。', 'This cannot be taken now. Please send it again later.');
    }
    if ($thanks !== '' && strpos($_SERVER['HTTP_ACCEPT'] ?? '', 'json') === false) {
        answer(303, 'text/plain', '', ['Location: ' . str_replace(["\r", "\n"], '', $thanks)]);
    }
    say(200, '送信しました。ありがとうございました。', 'Received, thank you.');
}

/** What the hub asks for, as an array; ends where it is not the hub. */
function hub_request(string $word): array
{
    $time = $_SERVER['HTTP_X_MUSUBI_TIME'] ?? '';
    $body = (string) file_get_contents('php://input', false, null, 0, MOST_REQUEST + 1);
    if (!hash_equals(hash_hmac('sha256', "$time\n$body", $word), $_SERVER['HTTP_X_MUSUBI_SIGNATURE'] ?? '')) {
        answer(401, 'application/json', "{\"error\":\"signature\"}\n");
    }
    if (abs(time() - (int) $time) > TOLERANCE) {
        answer(409, 'application/json', json_encode(['error' => 'clock', 'time' => time()]) . "\n");
    }
    $asked = json_decode($body, true, 4);
    return is_array($asked) ? $asked : [];
}

/** Posts behind the id `after`, one a line, and a last line that says whether there are more. */
function list_posts(string $folder, string $after): void
{
    $ids = waiting($folder);
    $lines = '';
    $more = false;
    foreach ($ids as $id) {
        if (strcmp($id, $after) <= 0) {
            continue;
        }
        if (strlen($lines) > ANSWER_BYTES) {
            $more = true;
            break;
        }
        $bytes = @file_get_contents("$folder/$id.sealed");
        if ($bytes !== false) {
            $lines .= json_encode(['id' => $id, 'sealed' => base64_encode($bytes)], JSON_UNESCAPED_SLASHES) . "\n";
        }
    }
    answer(200, 'application/x-ndjson', $lines . json_encode(['end' => true, 'more' => $more, 'waiting' => count($ids)]) . "\n");
}

function remove_posts(string $folder, array $ids): void
{
    foreach ($ids as $id) {
        if (is_string($id) && is_id($id)) {
            @unlink("$folder/$id.sealed");
        }
    }
    this_minute($folder);
    foreach (glob("$folder/*.part") ?: [] as $part) {
        if (time() - (int) @filemtime($part) > 3600) {
            @unlink($part);
        }
    }
    answer(200, 'application/x-ndjson', json_encode(['end' => true, 'more' => false, 'waiting' => count(waiting($folder))]) . "\n");
}

$trouble = trouble($public_key, $word, $folder);
$is_post = ($_SERVER['REQUEST_METHOD'] ?? '') === 'POST';
if ($trouble !== null) {
    say($is_post ? 503 : 500, "準備ができていません: $trouble", 'Not ready.');
}
if (!$is_post) {
    say(200, '準備ができています。フォームの送り先をこのページにしてください。', 'Ready. Let forms post to this page.');
}
if (!isset($_SERVER['HTTP_X_MUSUBI_SIGNATURE'])) {
    take_post($public_key, $word, $folder, $thanks);
}
$asked = hub_request($word);
if (isset($asked['remove']) && is_array($asked['remove'])) {
    remove_posts($folder, $asked['remove']);
}
list_posts($folder, is_string($asked['after'] ?? null) ? $asked['after'] : '');
