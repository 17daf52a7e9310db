// The only place that knows SQL. A Store is a handle on one database with a small pool; a Session is one
// connection inside one transaction. Nothing here decides anything about customers: rows in, rows out.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/record/change_set.hpp"
#include "core/record/link.hpp"
#include "core/record/mapped.hpp"
#include "core/record/profile.hpp"
#include "core/record/source.hpp"

namespace musubi {

struct ReaderSettings;

/// How many records of a batch were what.
struct Landed {
  int64_t read = 0, fresh = 0, changed = 0, unchanged = 0, quarantined = 0;
};

/// A version of a record with its number, which is its place in landing order.
struct Version {
  int64_t id = 0;
  RawRecord record;
};

/// A record that has landed and waits to be published: its last version.
struct Pending {
  int64_t id = 0;
  RawRecord record;
  bool fresh = false;  // the only version that ever was, so nothing is stored that it said
  /// Versions before it that nobody has looked at by the rules of now, oldest first: replaced before they were
  /// published, or published by other rules.
  std::vector<Version> earlier;
  /// Set where publishing it has failed: its last version is taken for one that cannot be mapped, `refused_wholly`: all of them are.
  std::optional<Message> refused;
  bool refused_wholly = false;
};

/// A held row.
struct Held {
  int64_t id = 0;
  RecordKey record;         // key may be ""
  std::string step, field;  // "read", "land", "map", "normalize", "publish"; the source's field
  Message reason;
  std::string payload, file;
  int64_t row = 0, run = 0;
  Time at{};
};

/// Somebody to be forgotten: their profiles, the records that speak of them, texts by which other traces are known.
struct Erasure {
  int64_t customer = 0;
  std::vector<int64_t> profiles;
  std::vector<RecordKey> records;
  std::vector<std::string> traces;
  std::string who, why;
  Time at{};
};

/// Figures of one stream in one run. read = fresh + changed + unchanged + quarantined once `finished`.
struct RunStream {
  std::string connection, stream;
  int64_t read = 0, fresh = 0, changed = 0, unchanged = 0, quarantined = 0, deleted = 0;
};
struct Run {
  int64_t id = 0;
  std::string connection, state;  // "running", "finished", "failed", "interrupted"
  Time started{};
  std::optional<Time> ended;
  std::optional<Message> failure;
  std::vector<RunStream> streams;
};

/// What a change set follows from, for the history: records that runs have read, or a steward's word.
struct Cause {
  Cause(int64_t one) : run(one) {}  // NOLINT: meant to convert
  /// The runs that read the records of a chunk.
  explicit Cause(const std::vector<Pending>& chunk);
  int64_t run = 0;  // of what no profile's new words explain; 0: none
  std::map<std::string, int64_t, std::less<>> runs;  // by connection, whose records were published
  int64_t event = 0;  // the steward's word, 0: none
};

/// One transaction. Commits when commit() is called, rolls back when it goes away without. Any failure of the
/// database is an Error ("store.gone" where the connection broke). Not thread-safe; one thread per session.
class Session {
 public:
  struct Impl;
  explicit Session(std::unique_ptr<Impl> impl);
  Session(Session&&) noexcept;
  ~Session();
  void commit();

  // --- staged sessions (Store::begin_staged)
  // ---------------------------------------------------------------------------------
  /// A place to go back to; forgets the one before.
  void mark();
  /// Undoes what was done since mark(), also after a failed statement.
  void back_to_mark();
  /// What this session would have changed in the derived tables: one change a row, in pieces, table by table.
  void each_staged_change(const std::function<void(ChangeSet)>& take);

  // --- landing
  // -------------------------------------------------------------------------------------------------------
  /// The stream's durable state; "" if there is none.
  std::string stream_state(const StreamName& stream);
  /// Lands a batch of one stream with the stream's new state (nullopt: unchanged): byte-identical records are
  /// dropped and counted, new and changed ones stored as pending, replaced versions moved to record_history.
  /// Within a batch the last version of a key wins, unless two differing rows of one file share it: then the
  /// first stays and the others are held. Records deleted at the source land as versions with deleted = true.
  /// Adds the counts of the batch to the run (read and unchanged now; the rest when published).
  Landed land(int64_t run, const StreamName& stream, std::vector<RawRecord> batch,
              const std::optional<std::string>& state);
  /// Records of `stream` not delivered in `run` (and not gone already) become deleted versions, pending;
  /// their json is
  /// {"_deleted": true}. `run` must be one of this process. Returns how many, and of how many that stood, those delivered included.
  struct Missed {
    int64_t gone = 0, of = 0;
  };
  Missed infer_deletions(int64_t run, const StreamName& stream);
  /// Resolves held rows that never landed where the run has read their file from before their row to its end without
  /// holding them again: they were mended, or stand there no more. Call it when the stream was read to its end. Where what was read is all
  /// that the list holds (`whole_list`), held rows of other files are closed as superseded: they are in the list no more.
  void resolve_mended(int64_t run, const StreamName& stream, bool whole_list = false);
  /// Keeps held rows and answers how many of them are held now; one whose payload is held already is not kept twice, nor is one that
  /// was discarded. Rows of step "read" never land, so
  /// they are counted here (read, and quarantined or unchanged); those of "map", "normalize" and "publish" are
  /// counted by published().
  int64_t hold(const std::vector<Held>& rows);

  // --- publishing
  // ----------------------------------------------------------------------------------------------------
  /// One publisher at a time: waits for the transaction-level advisory lock.
  void lock_publishing();
  /// How many records are pending.
  int64_t pending_count();
  /// The next `limit` pending records in landing order. `connection` "" = of all.
  std::vector<Pending> pending(size_t limit, std::string_view connection);
  /// Marks records as published, and `earlier` versions of them as looked at; `held` of both don't count (the
  /// version before stays the one that does). Adds to the figures of the runs that the records landed in.
  void published(const std::vector<int64_t>& records, const std::vector<int64_t>& held,
                 const std::vector<int64_t>& earlier = {});
  /// Makes records pending again that were published before, with all their versions, for changed rules: those
  /// that are held (`held_only`) or all of `connection` ("" = of all). They count nowhere. Returns how many.
  int64_t publish_again(std::string_view connection, bool held_only);
  /// The same for these records, because what was said about them changed.
  void publish_again(const std::vector<RecordKey>& records);
  /// Earlier versions of records, oldest first, that counted (were not held) or may have (nobody has looked yet); only
  /// records that have any.
  std::vector<RawRecord> history(const std::vector<RecordKey>& records);

  /// The ids of party keys, given now where they have none, in the order asked.
  std::vector<int64_t> profile_ids(const std::vector<PartyKey>& parties);
  /// The party keys of stored profiles, in the order asked.
  std::vector<PartyKey> party_keys(const std::vector<int64_t>& profile_ids);
  /// True for a party that was given its id in this transaction: nothing is stored of it yet.
  bool unwritten(int64_t profile_id) const;
  /// Rows of a derived table whose owner column is one of `owners`. For pair: rows where a or b is.
  std::vector<Row> rows(TableId table, const std::vector<int64_t>& owners);
  /// Rows of profile by record.
  std::vector<Row> profile_rows_of(const std::vector<RecordKey>& records);
  /// Rows of a fact table by record.
  std::vector<Row> fact_rows_of(TableId table, const std::vector<RecordKey>& records);
  /// Profile rows by customer.
  std::vector<Row> profile_rows_of_customers(const std::vector<int64_t>& customers);
  /// Who holds which key: at most `limit` holders of each hash (limit+1 tells that there are more).
  struct Holder {
    uint64_t hash;
    int64_t profile_id;
  };
  std::vector<Holder> holders(const std::vector<uint64_t>& hashes, size_t limit);
  /// Profiles that share an identifying id (scheme, value).
  std::vector<int64_t> identified(const std::vector<ExternalId>& ids);
  /// Last decisions between parties of which at least one is in `parties`.
  std::vector<Decision> decisions(const std::vector<PartyKey>& parties);
  /// False while no steward has decided anything, so that decisions() need not be asked.
  bool anything_decided();
  void decide(const Decision& decision);
  /// Lets `name` read the schemas api and api_ja, and nothing else, with a new password, which is returned and kept nowhere.
  /// A reader who is there gets another password. Throws Error "store.bad_reader" for a name that is none ([a-z][a-z0-9_]*,
  /// at most 40), "store.may_not_grant" where the database lets us make no roles.
  std::string add_reader(const std::string& name);
  /// Throws Error "store.no_reader".
  void drop_reader(const std::string& name);
  /// Writes the rows of a change set, but for those that are written already, and notes in it that they are: COPY for inserts,
  /// batches for the rest. The history is left to apply(), which is owed the whole change set once it is complete.
  void write(ChangeSet& changes);
  /// Writes what is not yet written of a change set (write()); customer changes of all of it also go to
  /// master.customer_history, profiles that change their customer to identity.profile_move.
  void apply(const ChangeSet& changes, const Cause& cause, Time at);

  // --- erasure
  // -------------------------------------------------------------------------------------------------------
  /// Deletes payloads, history, held rows and facts, and renames what stays under keys that say nothing. The profiles must have
  /// been emptied and remember_erased() called before.
  void erase(const Erasure& erasure);
  /// Writes keyed hashes beside the database, durable at once; land() passes such records over as unchanged, hold() keeps none
  /// of them.
  void remember_erased(const std::vector<RecordKey>& records, const std::vector<std::string>& email_keys);
  /// Takes in the book of erasures of a backup, so that whom either forgot stays forgotten.
  void take_in_erasures(const std::string& erasures, const std::string& key);
  /// False while nobody was erased, so that the next two need not be asked.
  bool anyone_erased();
  bool is_erased(const RecordKey& record);
  bool is_erased_email(std::string_view key);
  /// The records of facts that hang on profiles.
  std::vector<RecordKey> records_of_facts(TableId table, const std::vector<int64_t>& profiles);
  /// The records whose payload holds one of the texts (e-mail addresses, phone numbers) as a whole, upper and lower case alike. Cost: reads every payload.
  std::vector<RecordKey> records_with(const std::vector<std::string>& texts);
  /// Every stored record's key, in no order.
  void each_record_key(const std::function<void(const RecordKey&)>& take);

  // --- runs
  // ----------------------------------------------------------------------------------------------------------
  /// Throws Error("store.already_running") while another process runs the connection.
  int64_t start_run(std::string_view connection, Time at);
  /// `stopped`: by a person, half-way; then the run is "interrupted".
  void end_run(int64_t run, Time at, const std::optional<Message>& failure, bool stopped = false);
  /// Runs still "running" whose process is gone become "interrupted". Returns them.
  std::vector<int64_t> close_dead_runs(Time at);
  std::optional<Run> run(int64_t id);
  std::vector<Run> runs(size_t limit);

  // --- reading
  // -------------------------------------------------------------------------------------------------------
  /// Any SELECT over named tables that a command needs to print: column names and cells. `$1…` are texts.
  struct Answer {
    std::vector<std::string> columns;
    std::vector<std::vector<std::optional<std::string>>> rows;
  };
  Answer select(std::string_view sql, const std::vector<std::optional<std::string>>& arguments = {});
  /// The same amid publishing: of tables that don't hold parties, for parties new in this transaction may not be written yet.
  Answer ask(std::string_view sql, const std::vector<std::optional<std::string>>& arguments);
  std::vector<Held> held(std::string_view connection, size_t limit);

 private:
  void refuse_second_run(std::string_view connection);
  std::unique_ptr<Impl> impl_;
};

/// A database. Opening starts or joins the embedded cluster where no URL is given, and migrates the schema
/// forward.
class Store {
 public:
  struct Impl;
  /// `url`: "" = the embedded cluster under `data`. Throws Error: "store.down", "store.newer_schema",
  /// "store.other_major" …
  static Store open(const std::string& url, const std::string& data_directory);
  /// The same; an embedded cluster that this call starts lets readers in as `readers` says.
  static Store open(const std::string& url, const std::string& data_directory, const ReaderSettings& readers);
  explicit Store(std::unique_ptr<Impl> impl);
  Store(Store&&) noexcept;
  ~Store();  // the last process to leave stops the embedded cluster
  /// A new transaction on a pooled connection.
  Session begin();
  /// A transaction for a dry run: sees the database as it is at this moment; what is written through it stands in temporary
  /// tables that it alone sees and that go with it. It waits for nobody, lets nobody wait and uses up no ids.
  Session begin_staged();
  /// Rewrites all tables, so that no file of the database holds what was deleted. Locks each while it lasts.
  void sweep();
  /// libpq URL of the database, for `db url` and psql.
  std::string url() const;
  /// Where the embedded cluster writes its log; "" where a URL was given.
  std::string server_log() const;
  /// Where this call has found the embedded cluster of a deleted data directory of the same path, and goes on with it; else "".
  std::string taken_up() const;

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace musubi
