// Everything that crosses the border between Musubi and a connector, in plain C. The rules:
// docs/connector-spec.md.
//
// Structs lead with their size and only ever grow at the end; whoever calls a function tests the other's size
// first. A text is UTF-8 (a body: bytes), not NUL-terminated, borrowed for the call in which it appears.
// Nothing throws across. An instance is used by one thread at a time, several may live at once; `log` and
// `stopping` may be called from any thread.
#ifndef MUSUBI_CONNECTOR_ABI_H
#define MUSUBI_CONNECTOR_ABI_H
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { MU_ABI = 1 };

/* Who must act on a result. */
enum {
  MU_OK,
  MU_STOPPED,   /* the host asked to stop */
  MU_CONFIG,    /* a setting is wrong: the administrator */
  MU_AUTH,      /* not let in: the administrator */
  MU_RATE,      /* too fast: the host waits, see retry_after, and reads again from the last durable state */
  MU_TRANSIENT, /* may pass by itself: the host waits and reads again */
  MU_DATA,      /* the source's data cannot be read: whoever keeps the source */
  MU_BUG        /* a fault of the connector: its maker */
};

enum { MU_LOG_DEBUG, MU_LOG_INFO, MU_LOG_WARN, MU_LOG_ERROR };

typedef struct mu_text {
  const char* data;
  size_t size;
} mu_text;

typedef struct mu_pair { /* an argument of a sentence, or a header of a request or an answer */
  mu_text name, value;
} mu_pair;

typedef struct mu_pairs {
  const mu_pair* data;
  size_t size;
} mu_pairs;

typedef struct mu_message { /* a sentence of a connector; {name} stands for an argument, [[…]] goes where one in it is empty */
  const char *id, *ja, *en;
} mu_message;

typedef void (*mu_take)(void* to, mu_text text);

/* What a sender posted, and what it is told once its records are durable. */
typedef struct mu_request {
  size_t size;
  mu_text method; /* "POST" */
  mu_text target; /* path below the connection's address, and query: "/orders?page=1" */
  mu_pairs headers;
  mu_text body; /* raw bytes */
} mu_request;

typedef struct mu_answer {
  size_t size;
  int32_t status; /* of HTTP */
  mu_pairs headers;
  mu_text body;
} mu_answer;

typedef void (*mu_reply)(void* to, const mu_answer* answer);

/* What Musubi lends to an instance, from open until close. A result other than MU_OK says: return it now. */
typedef struct mu_host {
  size_t size;
  void* self; /* the first argument of every function */
  /* One record as the source has it, a JSON object; {"_deleted":true}: gone. `_row` and `_file`: rule 8. */
  int32_t (*record)(void* self, mu_text stream, mu_text key, mu_text json);
  /* MU_OK: all records of `stream` before it, and `state`, are durable. Not in `receive` and `fetch`. */
  int32_t (*checkpoint)(void* self, mu_text stream, mu_text state);
  /* Lends a secret by its setting's path ("auth/password"); it lives in `take` only. MU_CONFIG: none. */
  int32_t (*secret)(void* self, mu_text name, mu_take take, void* to);
  /* Keeps a new value (a rotated token), durable before it returns. */
  int32_t (*keep_secret)(void* self, mu_text name, mu_text value);
  /* Not 0: stop. To be asked at least every 200 ms in every wait. */
  int32_t (*stopping)(void* self);
  void (*log)(void* self, int32_t level, mu_text line);
  /* The sentence behind the next result that is not MU_OK: an id of `messages` and the same in English. */
  void (*fail)(void* self, mu_text id, mu_pairs args, mu_text sentence);
  /* With MU_RATE or MU_TRANSIENT: not before so many milliseconds. */
  void (*retry_after)(void* self, int64_t milliseconds);
  /* One row that cannot become a record: held with its sentence, and the read goes on. `key` may be empty. */
  int32_t (*unreadable)(void* self, mu_text stream, mu_text key, mu_text raw, mu_text id, mu_pairs args,
                        mu_text sentence);
  /* In `receive` only. Not 0: no post of this connection that landed in the last `seconds` has told this id, of a post or
     of an event in it; the host remembers it with what lands. 0: it was delivered before, nothing of it is to be done. */
  int32_t (*first_time)(void* self, mu_text id, int64_t seconds);
  /* Not 0: waits until no other instance of this connection holds its secrets, in whatever process, and `secret`
     lends from here on what was kept last. 0: lets go. Held only while a secret is renewed. */
  int32_t (*hold_secrets)(void* self, int32_t hold);
} mu_host;

/* What a connector is. What it lacks is null. */
typedef struct mu_connector {
  size_t size;
  uint32_t abi;                               /* MU_ABI */
  const char *name, *version, *config_schema; /* JSON Schema 2020-12; "x-secret": true marks a secret */
  const mu_message* messages;                 /* ends with a null id */
  /* The configuration is checked and without its secrets. Null: see fail. Opens nothing on the network. */
  void* (*open)(const mu_host* host, mu_text config);
  int32_t (*check)(void* self);                            /* can we log in and see what we need? */
  int32_t (*discover)(void* self, mu_take take, void* to); /* the catalogue: rule 7 */
  /* From `state` ("" = everything) until there is no more. */
  int32_t (*read)(void* self, mu_text stream, mu_text state);
  void (*close)(void* self);
  /* A request's records to the host, its answer through `reply`, sent after the commit; on failure none. */
  int32_t (*receive)(void* self, const mu_request* request, mu_reply reply, void* to);
  /* The records of these keys; {"_deleted":true} for a key that the source does not have. */
  int32_t (*fetch)(void* self, mu_text stream, const mu_text* keys, size_t count);
} mu_connector;

/* The one exported symbol. The table lives as long as the program. */
typedef const mu_connector* (*mu_entry)(void);

#ifdef __cplusplus
}
#endif
#endif
