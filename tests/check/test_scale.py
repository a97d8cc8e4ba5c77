"""Beyond one machine: the functions that read text on Dask's workers, Parquet in, Parquet out, equal to the last row."""

import os
import warnings
from itertools import pairwise

import pandas as pd
import pytest

from analysis import countries, load, schema, tables, themes, words

dask = pytest.importorskip("dask", reason="Dask is not installed: run `make check`")
dd = pytest.importorskip("dask.dataframe")
distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def highlights():
    """Four documents of the bundled article's highlights, so that there are boundaries to cut across."""
    article = load.article()
    return pd.concat([article.assign(document=f"part-{i}") for i in range(4)], ignore_index=True)


@pytest.fixture(scope="module")
def cluster():
    """A scheduler with two worker processes, reached by its address as any other would be."""
    alone = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with (
        dask.config.set({"dataframe.convert-string": False}),
        distributed.LocalCluster(host="127.0.0.1", **alone) as workers,
        distributed.Client(workers.scheduler_address) as client,
    ):
        yield client


def rowwise(highlights):
    """Name of the table made, the function, and what it is given besides the text."""
    vocabulary = words.vocabulary(highlights)
    yield "mentions", countries.mentions, {}
    yield "suppressed", countries.suppressed, {}
    yield "cues", themes.cues, {"codebook": themes.codebook()}
    yield "codes", themes.codes, {"corrections": None}
    yield "tokens", words.tokens, {"vocabulary": vocabulary}


def cut(highlights, places):
    """A Dask table whose partitions end at these rows; some are empty."""
    edges = [0, *places, len(highlights)]
    parts = [highlights.iloc[low:high] for low, high in pairwise(edges)]
    return dd.from_map(lambda i: parts[i], range(len(parts)), meta=schema.empty("highlights"))


def test_the_work_is_done_in_two_other_processes(cluster):
    processes = cluster.run(os.getpid)
    assert len(set(processes.values())) == 2 and os.getpid() not in processes.values()
    assert all(address.startswith("tcp://") for address in processes)


BY_DOCUMENT = ("mentions", "suppressed")  # a name is decided by the whole document


# 27 rows a document: at boundaries of documents, inside them, at one row, and with nothing between.
@pytest.mark.parametrize("places", [[27, 54, 81], [13, 14, 14, 60, 107], []])
def test_from_parquet_to_parquet_every_table_is_equal_to_the_last_row(
    cluster, highlights, tmp_path, places
):
    cut(highlights, places).to_parquet(tmp_path / "highlights", write_index=False)
    read = dd.read_parquet(tmp_path / "highlights")
    are_whole = all(place % 27 == 0 for place in places)
    for name, function, given in rowwise(highlights):
        if name in BY_DOCUMENT and not are_whole:
            continue
        read.map_partitions(function, meta=schema.empty(name), **given).to_parquet(
            tmp_path / name, write_index=False
        )
        found = dd.read_parquet(tmp_path / name).compute().reset_index(drop=True)
        pd.testing.assert_frame_equal(found, function(highlights, **given))


def test_what_was_counted_there_is_what_is_counted_here(cluster, highlights):
    mentions = cut(highlights, [27, 54, 81]).map_partitions(
        countries.mentions, meta=schema.empty("mentions")
    )
    assert mentions.npartitions == 4
    quoted = mentions[(mentions["voice"] == "quote") & (mentions["entity"] != "")]
    there = quoted.groupby("entity").size().compute().sort_index()
    here = tables.counts(countries.mentions(highlights)).set_index("id")["count"].sort_index()
    assert there.to_dict() == here.to_dict() and there.sum() > 300


def test_a_document_cut_by_a_partition_is_reported(highlights):
    parts = cut(highlights, [27, 40]).map_partitions(
        countries.mentions, meta=schema.empty("mentions")
    )
    with pytest.warns(UserWarning, match="'part-1' begins at highlight 14"):
        parts.compute(scheduler="synchronous")


def test_articles_are_read_by_the_workers_one_file_a_partition(cluster, tmp_path):
    paths = [tmp_path / f"speech-{i}.md" for i in range(5)]
    for i, path in enumerate(paths):
        path.write_text(
            f"# Speech {i}\n\n#### On France\n\n“We signed {i} treaties in Paris.”\n",
            encoding="utf-8",
        )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read = dd.from_map(load.article, paths, meta=schema.empty("highlights"))
        found = read.compute().reset_index(drop=True)
    pd.testing.assert_frame_equal(found, load.corpus(paths))


def test_a_table_that_lacks_a_column_fails_with_the_same_words_as_here(cluster, highlights):
    lame = dd.from_pandas(highlights.drop(columns="quote"), npartitions=2, sort=False)
    with pytest.raises(ValueError, match="a highlights table needs a column 'quote'"):
        lame.map_partitions(countries.mentions, meta=schema.empty("mentions")).compute()
