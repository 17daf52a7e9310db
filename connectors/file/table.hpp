// Rows of a list → records: the header is found in the first of them, totals at the end and rows that repeat the
// header are left out, keys are made.
#pragma once
#include <string>
#include <vector>

#include "connectors/file/carry.hpp"
#include "connectors/file/delivery.hpp"
#include "connectors/file/header.hpp"

namespace musubi::file {

/// The places in `header` of the stream's key columns; found as place_of finds them.
/// Throws Failure MU_CONFIG that names the column, the nearest one and all there are.
std::vector<size_t> key_places(const Header& header, const StreamSettings& settings, const std::string& file);

/// Ends the stream (CONFIG) where the header holds bytes that are no text in the encoding that was set, and another fits:
/// its columns could not be told.
struct SeenHeader {
  const Header& header;
  const std::vector<Row>& sample;
};
struct ReadAs {
  const std::string &stream, &file;
  const std::string encoding, better;
};
void check_decoded(const SeenHeader& seen, const ReadAs& as);

class Table : public RowConsumer {
 public:
  /// Both must outlive it.
  Table(const StreamSettings& settings, Delivery& delivery) : settings_(settings), delivery_(delivery) {}

  bool row(Row& row) override;
  void unreadable(int64_t number, std::string_view raw, const std::string& id, Pairs args) override;
  /// To be called behind the last row. Throws Failure MU_CONFIG for a header or key column that is not there.
  void finish();
  /// The encoding the file is read in, and the one that fits it better; for the sentence about bytes that are
  /// no text.
  void read_as(std::string encoding, std::string better) {
    encoding_ = std::move(encoding);
    better_ = std::move(better);
  }

 private:
  void begin();
  void take(Row& row);
  void give(Row& row);
  bool fits(const Row& row);
  void deliver(const Row& row);
  std::string raw_of(const Row& row) const;

  const StreamSettings& settings_;
  Delivery& delivery_;
  std::vector<Row> sample_;
  bool begun_ = false;
  Header header_;
  std::vector<size_t> key_;
  CarryDown carry_;
  std::vector<std::string> names_;  // of the columns, as JSON: "氏名":
  std::vector<std::string> header_cells_;  // of the header's last line, as they stand
  std::vector<Row> totals_;         // rows that are left out if nothing stands behind them
  size_t repeated_ = 0;  // rows that repeat the header
  std::string json_, encoding_, better_;
};

/// Collects the first rows and stops; for the catalogue.
class HeaderSeeker : public RowConsumer {
 public:
  bool row(Row& row) override;
  void unreadable(int64_t, std::string_view, const std::string&, Pairs) override {}
  const std::vector<Row>& sample() const { return sample_; }

 private:
  std::vector<Row> sample_;
};

}  // namespace musubi::file
