//! The map as a picture.

use vestibule_answers::{Cell, Column, Lane, Picture, access_map, pictures};
use vestibule_l10n::Text;
use vestibule_wire::{Case, Finding};

use super::super::answer::Line;
use super::super::engine::{Room, sentence};
use super::{ColumnTold, LaneTold, PictureTold};

pub(super) fn told(text: &Text, case: &Case) -> Result<Vec<PictureTold>, Box<Finding>> {
    let map = access_map(case)?;
    let pictures = pictures(case, &map);
    Ok(pictures.into_iter().map(|one| picture(text, one)).collect())
}

fn picture(text: &Text, picture: Picture) -> PictureTold {
    let cell = |cell: Cell| {
        let mut line = cell.line;
        let below = std::mem::take(&mut line.below);
        Line {
            // Each cell is small, and there are few.
            below: Room::default().lines(text, below),
            ..sentence(text, line)
        }
    };
    let cells = picture.cells.into_iter();
    PictureTold {
        entries: picture.entries,
        groups: picture.groups.iter().map(|who| text.marked(who)).collect(),
        columns: picture
            .columns
            .iter()
            .map(|one| column(text, one))
            .collect(),
        cells: cells
            .map(|row| row.into_iter().map(cell).collect())
            .collect(),
        is_cut: picture.is_cut,
    }
}

fn column(text: &Text, column: &Column) -> ColumnTold {
    ColumnTold {
        lane: match column.lane {
            Lane::Ipv4 => LaneTold::Ipv4,
            Lane::Ipv6 => LaneTold::Ipv6,
            Lane::Endpoint => LaneTold::Endpoint,
        },
        label: text.marked(&column.label).to_string(),
        range: column.range.clone(),
        stretch: column.stretch.as_ref().map(|of| text.marked(of)),
    }
}
