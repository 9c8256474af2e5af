//! Rules in the words of a drafter.

use super::grammar::Rule;

/// What a rule is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A keyword.
    Word(&'static str),
    /// A sign.
    Sign(&'static str),
    /// Something with a name of its own.
    Thing(&'static str),
    /// A statement of some block: its name, and how its statements begin.
    Statement(&'static str, &'static str),
    /// What may go on where a statement might also end: named only when nothing else could stand there.
    More(&'static str),
    /// Nothing: its parts are.
    Inner,
}

/// Every keyword of the grammar.
pub(super) const KEYWORDS: &[&str] = &[
    "absent",
    "abstains",
    "accepts",
    "adopted",
    "adopts",
    "against",
    "all",
    "allow",
    "and",
    "as",
    "as_of",
    "at",
    "attribute",
    "average",
    "because",
    "between",
    "but",
    "by",
    "capacities",
    "capacity",
    "choosing",
    "closed",
    "column",
    "concerns",
    "common",
    "consensus",
    "count",
    "date",
    "default",
    "define",
    "entails",
    "enum",
    "every",
    "exactly",
    "excludes",
    "expect",
    "favours",
    "flag",
    "for",
    "forum",
    "from",
    "given",
    "ground",
    "group",
    "groups",
    "higher",
    "in",
    "includes",
    "interest",
    "is",
    "issue",
    "key",
    "known",
    "later",
    "least",
    "level",
    "levels",
    "library",
    "limited",
    "majority",
    "max",
    "may",
    "measure",
    "member",
    "members",
    "min",
    "most",
    "no",
    "none",
    "not",
    "note",
    "nothing",
    "number",
    "of",
    "on",
    "one",
    "open",
    "opposes",
    "option",
    "or",
    "overlaps",
    "overrides",
    "pair",
    "pairs",
    "party",
    "persons",
    "positions",
    "precedence",
    "principle",
    "profiles",
    "rejects",
    "require",
    "reservations",
    "scope",
    "set",
    "shall",
    "share",
    "should",
    "since",
    "snapshot",
    "some",
    "source",
    "sources",
    "special",
    "state",
    "test",
    "text",
    "title",
    "to",
    "total",
    "unanimity",
    "unit",
    "unless",
    "until",
    "up",
    "use",
    "version",
    "veto",
    "weight",
    "when",
    "where",
    "with",
    "without",
    "yes",
];

/// The words that are never names.
pub(super) const RESERVED: &[&str] = &[
    "and", "as", "at", "between", "choosing", "from", "in", "includes", "is", "known", "may", "no", "not", "or",
    "shall", "should", "since", "to", "unless", "until", "up", "weight", "when", "where", "with", "without", "yes",
];

/// Whether a rule is a keyword or a sign, of which the tree keeps nothing.
pub(super) fn is_token(rule: Rule) -> bool {
    matches!(role(rule), Role::Word(_) | Role::Sign(_))
}

/// What a rule is to a reader: the one place where the words of messages are chosen.
#[expect(clippy::too_many_lines, clippy::match_same_arms, reason = "a table in the order of the grammar")]
pub(super) fn role(rule: Rule) -> Role {
    match rule {
        Rule::kw_absent => Role::Word("absent"),
        Rule::kw_abstains => Role::Word("abstains"),
        Rule::kw_accepts => Role::Word("accepts"),
        Rule::kw_adopted => Role::Word("adopted"),
        Rule::kw_adopts => Role::Word("adopts"),
        Rule::kw_against => Role::Word("against"),
        Rule::kw_all => Role::Word("all"),
        Rule::kw_allow => Role::Word("allow"),
        Rule::kw_and => Role::Word("and"),
        Rule::kw_as => Role::Word("as"),
        Rule::kw_as_of => Role::Word("as_of"),
        Rule::kw_at => Role::Word("at"),
        Rule::kw_attribute => Role::Word("attribute"),
        Rule::kw_average => Role::Word("average"),
        Rule::kw_because => Role::Word("because"),
        Rule::kw_between => Role::Word("between"),
        Rule::kw_but => Role::Word("but"),
        Rule::kw_by => Role::Word("by"),
        Rule::kw_capacities => Role::Word("capacities"),
        Rule::kw_capacity => Role::Word("capacity"),
        Rule::kw_choosing => Role::Word("choosing"),
        Rule::kw_closed => Role::Word("closed"),
        Rule::kw_column => Role::Word("column"),
        Rule::kw_concerns => Role::Word("concerns"),
        Rule::kw_common => Role::Word("common"),
        Rule::kw_consensus => Role::Word("consensus"),
        Rule::kw_count => Role::Word("count"),
        Rule::kw_date => Role::Word("date"),
        Rule::kw_default => Role::Word("default"),
        Rule::kw_define => Role::Word("define"),
        Rule::kw_entails => Role::Word("entails"),
        Rule::kw_enum => Role::Word("enum"),
        Rule::kw_every => Role::Word("every"),
        Rule::kw_exactly => Role::Word("exactly"),
        Rule::kw_excludes => Role::Word("excludes"),
        Rule::kw_expect => Role::Word("expect"),
        Rule::kw_favours => Role::Word("favours"),
        Rule::kw_flag => Role::Word("flag"),
        Rule::kw_for => Role::Word("for"),
        Rule::kw_forum => Role::Word("forum"),
        Rule::kw_from => Role::Word("from"),
        Rule::kw_given => Role::Word("given"),
        Rule::kw_ground => Role::Word("ground"),
        Rule::kw_group => Role::Word("group"),
        Rule::kw_groups => Role::Word("groups"),
        Rule::kw_higher => Role::Word("higher"),
        Rule::kw_in => Role::Word("in"),
        Rule::kw_includes => Role::Word("includes"),
        Rule::kw_interest => Role::Word("interest"),
        Rule::kw_is => Role::Word("is"),
        Rule::kw_issue => Role::Word("issue"),
        Rule::kw_key => Role::Word("key"),
        Rule::kw_known => Role::Word("known"),
        Rule::kw_later => Role::Word("later"),
        Rule::kw_least => Role::Word("least"),
        Rule::kw_level => Role::Word("level"),
        Rule::kw_levels => Role::Word("levels"),
        Rule::kw_library => Role::Word("library"),
        Rule::kw_limited => Role::Word("limited"),
        Rule::kw_majority => Role::Word("majority"),
        Rule::kw_max => Role::Word("max"),
        Rule::kw_may => Role::Word("may"),
        Rule::kw_measure => Role::Word("measure"),
        Rule::kw_member => Role::Word("member"),
        Rule::kw_members => Role::Word("members"),
        Rule::kw_min => Role::Word("min"),
        Rule::kw_most => Role::Word("most"),
        Rule::kw_no => Role::Word("no"),
        Rule::kw_none => Role::Word("none"),
        Rule::kw_not => Role::Word("not"),
        Rule::kw_note => Role::Word("note"),
        Rule::kw_nothing => Role::Word("nothing"),
        Rule::kw_number => Role::Word("number"),
        Rule::kw_of => Role::Word("of"),
        Rule::kw_on => Role::Word("on"),
        Rule::kw_one => Role::Word("one"),
        Rule::kw_open => Role::Word("open"),
        Rule::kw_opposes => Role::Word("opposes"),
        Rule::kw_option => Role::Word("option"),
        Rule::kw_or => Role::Word("or"),
        Rule::kw_overlaps => Role::Word("overlaps"),
        Rule::kw_overrides => Role::Word("overrides"),
        Rule::kw_pair => Role::Word("pair"),
        Rule::kw_pairs => Role::Word("pairs"),
        Rule::kw_party => Role::Word("party"),
        Rule::kw_persons => Role::Word("persons"),
        Rule::kw_positions => Role::Word("positions"),
        Rule::kw_precedence => Role::Word("precedence"),
        Rule::kw_principle => Role::Word("principle"),
        Rule::kw_profiles => Role::Word("profiles"),
        Rule::kw_rejects => Role::Word("rejects"),
        Rule::kw_require => Role::Word("require"),
        Rule::kw_reservations => Role::Word("reservations"),
        Rule::kw_scope => Role::Word("scope"),
        Rule::kw_set => Role::Word("set"),
        Rule::kw_shall => Role::Word("shall"),
        Rule::kw_share => Role::Word("share"),
        Rule::kw_should => Role::Word("should"),
        Rule::kw_since => Role::Word("since"),
        Rule::kw_snapshot => Role::Word("snapshot"),
        Rule::kw_some => Role::Word("some"),
        Rule::kw_source => Role::Word("source"),
        Rule::kw_sources => Role::Word("sources"),
        Rule::kw_special => Role::Word("special"),
        Rule::kw_state => Role::Word("state"),
        Rule::kw_test => Role::Word("test"),
        Rule::kw_text => Role::Word("text"),
        Rule::kw_title => Role::Word("title"),
        Rule::kw_to => Role::Word("to"),
        Rule::kw_total => Role::Word("total"),
        Rule::kw_unanimity => Role::Word("unanimity"),
        Rule::kw_unit => Role::Word("unit"),
        Rule::kw_unless => Role::Word("unless"),
        Rule::kw_until => Role::Word("until"),
        Rule::kw_up => Role::Word("up"),
        Rule::kw_use => Role::Word("use"),
        Rule::kw_version => Role::Word("version"),
        Rule::kw_veto => Role::Word("veto"),
        Rule::kw_weight => Role::Word("weight"),
        Rule::kw_when => Role::Word("when"),
        Rule::kw_where => Role::Word("where"),
        Rule::kw_with => Role::Word("with"),
        Rule::kw_without => Role::Word("without"),
        Rule::kw_yes => Role::Word("yes"),
        Rule::quote => Role::Sign("\""),
        Rule::colon => Role::Sign(":"),
        Rule::comma => Role::Sign(","),
        Rule::bar => Role::Sign("|"),
        Rule::slash => Role::Sign("/"),
        Rule::equals => Role::Sign("="),
        Rule::question_mark => Role::Sign("?"),
        Rule::open_brace => Role::Sign("{"),
        Rule::close_brace => Role::Sign("}"),
        Rule::open_paren => Role::Sign("("),
        Rule::close_paren => Role::Sign(")"),
        Rule::open_bracket => Role::Sign("["),
        Rule::close_bracket => Role::Sign("]"),
        Rule::minus => Role::Sign("-"),
        Rule::word => Role::Thing("a word"),
        Rule::name
        | Rule::reading
        | Rule::path
        | Rule::paths
        | Rule::names
        | Rule::titled_names
        | Rule::titled_name => Role::Thing("a name"),
        Rule::state_name | Rule::state_path | Rule::state_paths | Rule::member_list | Rule::member => {
            Role::Thing("a state")
        }
        Rule::string => Role::Thing("a text in quotes"),
        Rule::date => Role::Thing("a date"),
        Rule::number | Rule::quantity | Rule::number_with_unit => Role::Thing("a number"),
        Rule::flag => Role::Thing("`yes` or `no`"),
        Rule::set => Role::Thing("a set in braces"),
        Rule::unit => Role::More("a unit"),
        Rule::value | Rule::value_slot => Role::Thing("a value"),
        Rule::title => Role::Thing("a title in quotes"),
        Rule::language => Role::More("a language tag"),
        Rule::condition | Rule::comparison | Rule::counted_condition | Rule::counted_comparison => {
            Role::Thing("a condition")
        }
        Rule::connective => Role::More("`and` or `or`"),
        Rule::tail => Role::More("a comparison"),
        Rule::compared | Rule::comparing => Role::Thing("a comparison"),
        Rule::sum | Rule::plain_sum => Role::Thing("a value"),
        Rule::operator => Role::More("an operator such as `+`"),
        Rule::parenthesised => Role::Thing("`(`"),
        Rule::item => Role::Statement(
            "a statement",
            "a file is made of `library`, `use`, `levels`, `capacities`, `issue`, `measure`, `attribute`, `scope`, `principle`, `interest`, `state`, `group`, `forum`, `test`, `snapshot` and their like",
        ),
        Rule::finding_code => Role::Thing("the code of a finding, such as `never-holds`"),
        Rule::allow => Role::More("`allow`"),
        Rule::remark | Rule::remark_kind => Role::More("`source`, `because` or `note`"),
        Rule::library_statement => Role::Statement(
            "`version`, `as_of`, `precedence` or `require sources`",
            "a library has `version \"0.1.0\"`, `as_of 2019-06-30`, `precedence special, later` and `require sources`",
        ),
        Rule::precedence_word => Role::Thing("`special`, `later` or `higher`"),
        Rule::level_item => Role::Thing("a level"),
        Rule::arity => Role::Thing("`pairs`, `groups` or `all`"),
        Rule::issue_statement => {
            Role::Statement("`issue`", "in the block of an issue stand smaller ones: `issue quotas \"Quotas\"`")
        }
        Rule::unit_definition => Role::Thing("`=`"),
        Rule::parameter | Rule::argument => Role::Thing("a parameter"),
        Rule::bound => Role::Thing("`at most`, `at least` or `exactly`"),
        Rule::type_expression => Role::Thing("a type"),
        Rule::scope_status => Role::Thing("`open`, `limited` or `closed`"),
        Rule::scope_statement => Role::Statement(
            "`open`, `limited` or `closed`",
            "a scope says `open at bilateral`, `limited at regional` or `closed at global`",
        ),
        Rule::principle_statement => Role::Statement(
            "a statement of a principle",
            "a principle has `issue`, `levels`, `concerns`, `party`, `reservations on`, `overrides`, `adopted` and clauses: `duty: sender shall act`",
        ),
        Rule::clause => Role::Thing("a clause"),
        Rule::clause_term => Role::Thing("the words of a clause"),
        Rule::modality_slot | Rule::modality => Role::Thing("`shall`, `should`, `may`, `should not` or `shall not`"),
        Rule::measure_slot => Role::Thing("a measure"),
        Rule::pick => Role::Thing("an alternative of a bracket"),
        Rule::state_statement => Role::Statement(
            "a statement of a state",
            "a state has `capacity`, `favours`, `opposes`, `accepts`, `rejects`, `abstains on` and facts: `income: high`",
        ),
        Rule::fact => Role::Thing("a fact"),
        Rule::evidence | Rule::evidence_kind => {
            Role::Thing("`favours`, `opposes`, `accepts`, `rejects` or `abstains on`")
        }
        Rule::interest_statement => Role::Statement(
            "a statement of an interest",
            "an interest has `every state where CONDITION` and then `favours`, `opposes`, `accepts`, `rejects` or `abstains on`",
        ),
        Rule::group_content => Role::Inner,
        Rule::forum_statement => {
            Role::Statement("a statement of a forum", "a forum has `level`, `members`, `adopts by` and `veto`")
        }
        Rule::forum_member => Role::Thing("a state or a group"),
        Rule::adoption | Rule::adoption_rule => Role::Thing("a rule such as `consensus` or `2/3 of votes`"),
        Rule::table_statement => Role::Statement(
            "a statement of a table",
            "a table has `key`, `title`, `where column`, `on`, `capacity` and facts: `income: column income_group`",
        ),
        Rule::column => Role::Thing("a column"),
        Rule::in_column => Role::Thing("`column`"),
        Rule::bounded => Role::Thing("a date or `column`"),
        Rule::cell_value | Rule::cell_position => Role::Thing("a word of the column in quotes"),
        Rule::cell_kind => Role::Thing("`accepts`, `rejects`, `abstains` or `nothing`"),
        Rule::test_statement => Role::Statement(
            "`expect`, `given` or `as of`",
            "a test has `given state X { … }`, `as of 2018-12-19` and `expect … is …`",
        ),
        Rule::expect_verdict | Rule::record | Rule::record_verdicts => Role::Thing("a principle"),
        Rule::snapshot_statement => Role::Statement(
            "what is recorded",
            "a snapshot names what is recorded: `PRINCIPLE at LEVEL`, `PRINCIPLE in FORUM`, `scope of ISSUE at LEVEL` or `common ground of STATE and STATE`",
        ),
        Rule::forum_result => Role::Thing("what comes of it, such as `adopted`"),
        Rule::qualifier | Rule::table_qualifier => Role::Thing("a qualifier such as `as`, `at` or `weight`"),
        Rule::clause_tail => Role::Thing("`at`, `when`, `unless` or `text`"),
        Rule::fact_tail | Rule::table_fact_tail => Role::Thing("`since`, `until` or `source`"),
        Rule::EOI => Role::More("the end"),
        Rule::reserved
        | Rule::library
        | Rule::string_text
        | Rule::translation
        | Rule::item_head
        | Rule::outer_head
        | Rule::statement_head
        | Rule::item_word
        | Rule::at_word
        | Rule::group_word
        | Rule::list_word
        | Rule::named_item_word
        | Rule::string_ahead
        | Rule::text_ahead
        | Rule::typed_word
        | Rule::block_word
        | Rule::table_word
        | Rule::is_word
        | Rule::named_word
        | Rule::reference
        | Rule::status_word
        | Rule::text_word
        | Rule::clause_text_word
        | Rule::absent_word
        | Rule::allow_ahead
        | Rule::allow_word
        | Rule::overrides_ahead
        | Rule::overrides_word
        | Rule::adopted_ahead
        | Rule::adopted_word
        | Rule::prevailing_word
        | Rule::hyphenated
        | Rule::as_word
        | Rule::from_word
        | Rule::issue_word
        | Rule::levels_word
        | Rule::of_word
        | Rule::on_word
        | Rule::test_word
        | Rule::snapshot_word
        | Rule::common_word
        | Rule::record_word
        | Rule::in_word
        | Rule::for_word
        | Rule::level_record_ahead
        | Rule::state_record_ahead
        | Rule::words_record_ahead
        | Rule::to_word
        | Rule::stray_item
        | Rule::stray_statement
        | Rule::stray_entry
        | Rule::missing_brace
        | Rule::missing_in_test
        | Rule::state_close
        | Rule::expect_ahead
        | Rule::outcome_word
        | Rule::expect_word
        | Rule::evidence_ahead
        | Rule::evidence_word
        | Rule::adopts_by
        | Rule::adopts_word
        | Rule::negation
        | Rule::is_not
        | Rule::at_most
        | Rule::at_least
        | Rule::less
        | Rule::more
        | Rule::between
        | Rule::includes
        | Rule::in_group
        | Rule::in_set
        | Rule::negative
        | Rule::leading_word
        | Rule::named_state
        | Rule::from_to
        | Rule::known
        | Rule::aggregate
        | Rule::aggregation
        | Rule::counted
        | Rule::counting
        | Rule::quantified
        | Rule::quantifier
        | Rule::document
        | Rule::one_item
        | Rule::library_item
        | Rule::library_block
        | Rule::one_library
        | Rule::version
        | Rule::as_of
        | Rule::precedence
        | Rule::require_sources
        | Rule::use_item
        | Rule::levels_item
        | Rule::levels_block
        | Rule::one_level
        | Rule::capacities_item
        | Rule::enum_item
        | Rule::words_block
        | Rule::one_titled
        | Rule::issue_item
        | Rule::issue_block
        | Rule::one_issue
        | Rule::persons_item
        | Rule::unit_item
        | Rule::measure_item
        | Rule::on
        | Rule::against
        | Rule::parameters
        | Rule::at_most_bound
        | Rule::at_least_bound
        | Rule::excludes
        | Rule::entails
        | Rule::attribute_item
        | Rule::of_pair
        | Rule::absent
        | Rule::type_flag
        | Rule::type_number
        | Rule::type_date
        | Rule::type_text
        | Rule::one_of
        | Rule::set_of
        | Rule::define_item
        | Rule::scope_default
        | Rule::scope_item
        | Rule::scope_block
        | Rule::one_scope
        | Rule::scope_rule
        | Rule::principle_item
        | Rule::principle_block
        | Rule::one_principle
        | Rule::issues
        | Rule::levels
        | Rule::concerns
        | Rule::party
        | Rule::reservations
        | Rule::overrides
        | Rule::adopted
        | Rule::as_capacities
        | Rule::where_condition
        | Rule::clause_brackets
        | Rule::clause_text
        | Rule::at
        | Rule::when
        | Rule::unless
        | Rule::modality_brackets
        | Rule::should_not
        | Rule::shall_not
        | Rule::measure_brackets
        | Rule::arguments
        | Rule::open_value
        | Rule::value_brackets
        | Rule::pick_target
        | Rule::pick_option
        | Rule::with
        | Rule::without
        | Rule::choosing
        | Rule::one_pick
        | Rule::state_item
        | Rule::state_block
        | Rule::one_state
        | Rule::pair_fact
        | Rule::since
        | Rule::until
        | Rule::capacity_statement
        | Rule::no_capacity
        | Rule::abstains_on
        | Rule::up_to
        | Rule::as_capacity
        | Rule::weight
        | Rule::interest_item
        | Rule::interest_block
        | Rule::one_interest
        | Rule::every_state
        | Rule::group_item
        | Rule::group_block
        | Rule::one_group
        | Rule::group_states
        | Rule::forum_item
        | Rule::forum_block
        | Rule::one_forum
        | Rule::forum_level
        | Rule::forum_members
        | Rule::member_group
        | Rule::all_states
        | Rule::veto
        | Rule::adopts
        | Rule::inner_adoption
        | Rule::all_but
        | Rule::member_share
        | Rule::member_count
        | Rule::table_item
        | Rule::table_kind
        | Rule::table_block
        | Rule::one_table
        | Rule::table_key
        | Rule::table_title
        | Rule::table_level
        | Rule::table_fact
        | Rule::table_since
        | Rule::table_until
        | Rule::source_column
        | Rule::cell_values
        | Rule::table_capacity
        | Rule::table_position
        | Rule::cell_positions
        | Rule::row_filter
        | Rule::test_item
        | Rule::test_block
        | Rule::one_test
        | Rule::given
        | Rule::test_date
        | Rule::expect
        | Rule::expect_scope
        | Rule::expect_count
        | Rule::expect_common
        | Rule::expect_outcome
        | Rule::expect_value
        | Rule::with_reserve
        | Rule::at_level
        | Rule::in_a_group
        | Rule::in_some_group
        | Rule::as_party
        | Rule::with_state
        | Rule::snapshot_item
        | Rule::snapshot_block
        | Rule::one_snapshot
        | Rule::record_scope
        | Rule::record_common
        | Rule::record_outcome
        | Rule::record_ahead
        | Rule::at_levels
        | Rule::for_states
        | Rule::counted_where
        | Rule::count_ahead
        | Rule::WHITESPACE
        | Rule::COMMENT
        | Rule::boundary
        | Rule::digits
        | Rule::statement_ahead
        | Rule::gap
        | Rule::line_break
        | Rule::stray_end
        | Rule::stray_token
        | Rule::stray_braces
        | Rule::close
        | Rule::primary
        | Rule::plain
        | Rule::argument_value => Role::Inner,
    }
}
